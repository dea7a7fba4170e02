-- Runs on MySQL, on MariaDB and on H2 in MySQL mode, and can be run again after a crash in the middle.
-- All times are milliseconds since 1970 in UTC. Columns are compared byte by byte.

-- Codes that were sent, as keyed hashes: the last two of each challenge. Rows go when the last code has expired.
create table if not exists `sms_challenge` (
  `id_hash` varbinary(32) not null,
  `phone` varbinary(16) not null,
  `purpose` varbinary(16) not null,
  `session` varbinary(64) not null,
  `code_1` varbinary(32) not null,
  `expires_1` bigint not null,
  `code_2` varbinary(32) null,
  `expires_2` bigint null,
  `tries_left` int not null,
  `used_by` bigint not null default 0,
  `created_at` bigint not null,
  `expires_at` bigint not null,
  primary key (`id_hash`),
  index `sms_challenge_expiry` (`expires_at`)
) engine = InnoDB character set utf8mb4;

-- Counted events in rolling windows. The bucket is an HMAC of what is counted and holds no number and no address.
create table if not exists `sms_count` (
  `bucket` varbinary(32) not null,
  `tally` varbinary(4096) not null,
  `version` bigint not null,
  `expires_at` bigint not null,
  primary key (`bucket`),
  index `sms_count_expiry` (`expires_at`)
) engine = InnoDB character set utf8mb4;
