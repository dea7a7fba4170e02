package dev.gatehouse.adapter.phone.limit;

/** What happens when a region receives more messages than its verified codes justify. */
public enum RegionBudget {
  /** The excess is counted and sent. */
  RECORD,
  /** The excess is refused, except for numbers that were verified before. */
  DENY
}
