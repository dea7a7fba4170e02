-- Can be run again after a crash in the middle, like all of these.

-- Nothing here opens a session: `sid` is public, the others are hashes, and the salt is worth nothing without the token.
-- No foreign key: a session of a user who is gone is refused and expires, and deleting a user stays as easy as it was.
create table if not exists `user_session` (
  `sid` binary(16) not null,
  `user_id` bigint not null,
  `secret_hash` binary(32) not null,
  `previous_secret_hash` binary(32) not null,
  `salt` binary(32) not null,
  `opened_at` datetime(3) not null,
  `rotated_at` datetime(3) not null,
  `expires_at` datetime(3) not null,
  primary key (`sid`),
  index `user_session_user` (`user_id`),
  index `user_session_expiry` (`expires_at`)
) engine = InnoDB character set utf8mb4;
