-- Runs on MySQL 8.4 and 9.x, on MariaDB and on H2 in MySQL mode; what differs is explained in Product.java. Each statement
-- can be run again after a crash in the middle, and finds the tables that were adopted from an older service.

create table if not exists `user` (
  `id` bigint not null auto_increment,
  `name` varchar(${code_points_64}) not null,
  `age` int null,
  `created_at` datetime(3) not null,
  primary key (`id`)
) engine = InnoDB character set utf8mb4;

create table if not exists `user_login_method` (
  `id` bigint not null auto_increment,
  `user_id` bigint not null,
  `login_method` varchar(36) character set utf8mb4 collate ${byte_wise} not null,
  `identification` varchar(${code_points_64}) character set utf8mb4 collate ${byte_wise} not null,
  `access_code` varchar(255) null,
  `created_at` datetime(3) not null,
  primary key (`id`),
  constraint `user_login_method_identity` unique (`login_method`, `identification`),
  constraint `user_login_method_user` foreign key (`user_id`) references `user` (`id`)
) engine = InnoDB character set utf8mb4;
