create table if not exists `riddle` (
  `text` varchar(${code_points_64}) character set utf8mb4 collate ${byte_wise} not null,
  primary key (`text`)
) engine = InnoDB character set utf8mb4;
