-- Runs on MySQL 8.4 and 9.x and on H2 in MySQL mode.

-- Set by the operator: from then on the user neither logs in nor carries a session on.
alter table `user` add column `disabled_at` datetime(3) null;

-- Nothing here opens a session: `sid` is public, the others are hashes, and the salt is worth nothing without the token.
-- No foreign key: a session of a user who is gone is refused and expires, and deleting a user stays as easy as it was.
create table `user_session` (
  `sid` binary(16) not null,
  `user_id` bigint not null,
  `secret_hash` binary(32) not null,
  `previous_secret_hash` binary(32) not null,
  `salt` binary(32) not null,
  `opened_at` datetime(3) not null,
  `rotated_at` datetime(3) not null,
  `expires_at` datetime(3) not null,
  primary key (`sid`)
) engine = InnoDB character set utf8mb4;

create index `user_session_user` on `user_session` (`user_id`);
create index `user_session_expiry` on `user_session` (`expires_at`);
