-- Runs on MySQL 8.4 and 9.x and on H2 in MySQL mode.

-- One row for each browser login that came back; kept until nobody accepts its state any more. A hash, so that the table
-- is worth nothing to whoever reads it.
create table `spent_state` (
  `state_hash` binary(32) not null,
  `forget_at` datetime(3) not null,
  primary key (`state_hash`)
) engine = InnoDB character set utf8mb4;

create index `spent_state_forget_at` on `spent_state` (`forget_at`);
