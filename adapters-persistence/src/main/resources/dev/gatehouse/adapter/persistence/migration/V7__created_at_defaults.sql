-- An older service may go on inserting rows beside us, and does not know this column. On adopted tables it changes nothing.
alter table `user` modify column `created_at` datetime(3) not null default current_timestamp(3);
alter table `user_login_method` modify column `created_at` datetime(3) not null default current_timestamp(3);
