-- Can be run again after a crash in the middle, like all of these.

-- Rows are added and, when they are old, removed; nothing here ever changes one. No foreign key: what happened stays true
-- when the user is gone. The ids grow with time, so that new rows go to the end of the table.
create table if not exists `audit_log` (
  `id` binary(16) not null,
  `at` datetime(3) not null,
  `event` varchar(16) not null,
  `outcome` varchar(32) not null,
  `user_id` bigint null,
  `login_method` varchar(36) null,
  `channel` varchar(32) null,
  `address` varchar(45) null,
  `trace_id` varchar(36) null,
  primary key (`id`),
  index `audit_log_at` (`at`),
  index `audit_log_user` (`user_id`, `at`)
) engine = InnoDB character set utf8mb4;

-- Events that wait to be delivered. The position tells which of two events of one user came first.
create table if not exists `outbox_event` (
  `position` bigint not null auto_increment,
  `id` binary(16) not null,
  `type` varchar(32) not null,
  `at` datetime(3) not null,
  `user_id` bigint not null,
  `login_method` varchar(36) not null,
  `channel` varchar(32) null,
  `failures` int not null,
  `next_at` datetime(3) not null,
  primary key (`position`),
  constraint `outbox_event_id` unique (`id`),
  index `outbox_event_user` (`user_id`, `position`),
  index `outbox_event_next` (`next_at`)
) engine = InnoDB character set utf8mb4;

-- One row: which replica delivers events, and until which second of the database's clock.
create table if not exists `outbox_turn` (
  `id` tinyint not null,
  `relay` binary(16) null,
  `until_second` bigint not null,
  primary key (`id`)
) engine = InnoDB character set utf8mb4;

insert ignore into `outbox_turn` (`id`, `relay`, `until_second`) values (1, null, 0);
