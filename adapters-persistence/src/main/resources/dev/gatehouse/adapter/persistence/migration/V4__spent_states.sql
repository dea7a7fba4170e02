-- Can be run again after a crash in the middle, like all of these.

-- One row for each browser login that came back; kept until nobody accepts its state any more. A hash, so that the table
-- is worth nothing to whoever reads it.
create table if not exists `spent_state` (
  `state_hash` binary(32) not null,
  `forget_at` datetime(3) not null,
  primary key (`state_hash`),
  index `spent_state_forget_at` (`forget_at`)
) engine = InnoDB character set utf8mb4;
