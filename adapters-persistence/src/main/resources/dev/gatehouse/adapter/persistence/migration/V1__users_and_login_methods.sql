-- Runs on MySQL 8.4 and 9.x and on H2 in MySQL mode. 64 code points are varchar(64) in MySQL and varchar(128) in H2,
-- which counts an emoji as two.

create table `user` (
  `id` bigint not null auto_increment,
  `name` varchar(${code_points_64}) not null,
  `age` int null,
  `created_at` datetime(3) not null,
  primary key (`id`)
) engine = InnoDB character set utf8mb4;

-- utf8mb4_0900_bin and not utf8mb4_bin: the latter pads, so 'abc' and 'abc ' would be one person.
create table `user_login_method` (
  `id` bigint not null auto_increment,
  `user_id` bigint not null,
  `login_method` varchar(36) character set utf8mb4 collate utf8mb4_0900_bin not null,
  `identification` varchar(${code_points_64}) character set utf8mb4 collate utf8mb4_0900_bin not null,
  `access_code` varchar(255) null,
  `created_at` datetime(3) not null,
  primary key (`id`),
  constraint `user_login_method_identity` unique (`login_method`, `identification`),
  constraint `user_login_method_user` foreign key (`user_id`) references `user` (`id`)
) engine = InnoDB character set utf8mb4;
