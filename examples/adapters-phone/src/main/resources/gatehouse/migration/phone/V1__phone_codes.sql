-- Runs on MySQL, on MariaDB and on H2 in MySQL mode, and can be run again after a crash in the middle.

-- One row for each number that was sent a code; removed some days after the last. Times are milliseconds since 1970,
-- days are days since then, all in UTC.
create table if not exists `phone_code` (
  `phone` varchar(16) not null,
  `code_hash` char(64) not null,
  `tries_left` int not null,
  `sent_at` bigint not null,
  `expires_at` bigint not null,
  `sent_day` bigint not null,
  `sent_that_day` int not null,
  primary key (`phone`),
  index `phone_code_day` (`sent_day`)
) engine = InnoDB character set utf8mb4;
