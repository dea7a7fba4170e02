package dev.gatehouse.adapter.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.user.Replica;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.UserName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The shapes in which older databases come: each is adopted as a whole, or not touched at all. */
abstract class AdoptedShapesContract implements OnDatabase {

  private LegacyDatabase older;

  LegacyDatabase older() {
    return older;
  }

  @BeforeEach
  void open() throws SQLException {
    older = new LegacyDatabase(createDatabase());
  }

  @AfterEach
  void close() throws SQLException {
    older.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a column that needs a value | alter table `user` add `password` varchar(100) not null | user.password
          a required column of the login methods | alter table `user_login_method` add `realm` int not null | user_login_method.realm
          a unique name | alter table `user` add unique key `one_name` (`name`) | one_name (name)
          one method for each user | alter table `user_login_method` add unique key `one_each` (`user_id`, `login_method`) | one_each
          a key over the beginning of an identification | alter table `user_login_method` modify `identification` varchar(36) character set utf8mb4 collate utf8mb4_bin not null; alter table `user_login_method` add unique key `half` (`login_method`, `identification`(9)) | half (login_method, identification*)
          disabled_at as text | alter table `user` add `disabled_at` varchar(20) null | user.disabled_at is varchar(20)
          disabled_at for all | alter table `user` add `disabled_at` datetime not null default '2000-01-01' | user.disabled_at is datetime not null
          merged_into as text | alter table `user` add `merged_into` varchar(36) null | user.merged_into is varchar(36)
          name_chosen_at as a flag | alter table `user` add `name_chosen_at` tinyint null | user.name_chosen_at is tinyint
          last_used_at as a number | alter table `user_login_method` add `last_used_at` int null | user_login_method.last_used_at is int
          an impossible age | alter table `user` modify `age` bigint null | user.age holds 1 values
          an age as text | alter table `user` modify `age` varchar(10) null | user.age is varchar(10)
          created_at as a number | alter table `user` add `created_at` bigint not null default 0 | user.created_at is bigint
          an audit log of its own | create table `audit_log` (`id` int, `message` text) | audit_log is a table of something else
          sessions of its own | create table `user_session` (`id` int, `user_id` int) | user_session is a table of something else
          states of its own | create table `spent_state` (`state` varchar(9)) | spent_state is a table of something else
          events of its own | create view `outbox_event` as select `id` from `user` | outbox_event is a table of something else
          partitioned users | alter table `user` partition by hash (`id`) partitions 3 | user is partitioned
          partitioned login methods | alter table `user_login_method` partition by key (`id`) partitions 3 | user_login_method is partitioned
          a check of the length of names | alter table `user` add constraint `long_name` check (char_length(`name`) between 2 and 40) | long_name
          a check against text with a quote | alter table `user` add constraint `odd_name` check (`name` <> 'it''s' and `age` is not null) | odd_name
          a check of the methods | alter table `user_login_method` add constraint `kinds` check (`login_method` in ('WX', 'P')) | kinds
          a check of two columns of theirs | alter table `user` add `email` varchar(9) null, add `tel` varchar(9) default ''; update `user` set `tel` = '1'; alter table `user` add constraint `reach` check (`email` is not null or `tel` <> '') | reach
          a key that becomes too long | alter table `user` modify `name` varchar(1000) character set utf8mb3 not null, add key `long_key` (`name`) | long_key
          a key over the beginning of a name | alter table `user` modify `name` text character set utf8mb3 not null, add key `half_key` (`name`(1000)) | half_key
          an identification that no key can hold | alter table `user_login_method` modify `identification` varchar(1000) not null | user_login_method.identification is varchar(1000)
          a row that becomes too long | alter table `user` modify `name` varchar(20000) character set utf8mb3 not null | user.name is varchar(20000)
          a method that refers to a table of theirs | create table `kind` (`code` varchar(36) primary key) default charset = utf8mb4; insert into `kind` values ('WX'), ('P'); alter table `user_login_method` add constraint `one_of` foreign key (`login_method`) references `kind` (`code`) | one_of
          a table that refers to names | alter table `user` add unique key (`name`); create table `card` (`name` varchar(20), constraint `card_of` foreign key (`name`) references `user` (`name`)) default charset = utf8mb4 | card_of
          a name that is no text | alter table `user` modify `name` enum('小明', '👩‍🚀 Ada', 'gap') not null | user.name is enum(
          """)
  void a_shape_that_cannot_be_adopted_is_reported_and_nothing_is_changed(
      String shape, String statement, String report) {
    if (statement.contains("utf8mb3")) {
      older.sql("update `user` set `name` = 'Ada' where `id` = 7");
    }
    for (String each : statement.split(";", -1)) {
      older.sql(each);
    }
    if (shape.equals("an impossible age")) {
      older.sql("update `user` set `age` = 3000000000 where `id` = 7");
    }
    assertRefused(report);
  }

  @Test
  void ids_that_are_no_numbers_are_reported_and_nothing_is_changed() {
    older.sql("drop table `user_login_method`");
    older.sql("drop table `user`");
    older.sql(
        "create table `user` (`id` char(36) primary key, `name` varchar(20) not null) default charset = utf8mb4");
    older.sql(
        "create table `user_login_method` (`id` char(36) primary key, `user_id` char(36) not null,"
            + " `login_method` varchar(36) not null, `identification` varchar(36) not null)");
    older.sql("insert into `user` values (uuid(), '小明')");

    assertRefused("user.id is char(36)", "user_login_method.user_id is char(36)");
  }

  @Test
  void views_under_the_names_of_the_tables_are_reported_and_nothing_is_changed() {
    older.sql("alter table `user` rename to `people`");
    older.sql("create view `user` as select * from `people`");

    assertRefused("user is a view");
  }

  @Test
  void all_problems_are_reported_at_once() {
    older.withDoubledIdentities();
    older.sql("alter table `user` add `password` varchar(100) not null");
    older.sql("alter table `user` add unique key `one_name` (`name`)");
    older.sql("create table `audit_log` (`id` int)");

    assertRefused("user.password", "one_name", "audit_log", "3 login identities more than once");
  }

  void assertRefused(String... reports) {
    List<String> before = older.everything();
    List<String> shown = new ArrayList<>();

    int doctor =
        new DoctorCommand(older.properties(), List::of).run(List.of("--adoption"), shown::add);

    assertThat(doctor).isEqualTo(DoctorCommand.FOUND);
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> new SchemaMigration(older.complete()).runUnlessDone())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("Nothing was changed")
          .satisfies(e -> assertThat(e.getMessage()).contains(reports));
    }
    assertThat(String.join("\n", shown)).contains(reports);
    assertThat(older.everything()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          another table refers to the user | create table `orders` (`user_id` int, foreign key (`user_id`) references `user` (`id`)) | user.id int
          a table refers to the login methods | create table `card` (`login` int, foreign key (`login`) references `user_login_method` (`id`)) | user_login_method.id int
          the login methods refer to the user | alter table `user_login_method` add foreign key (`user_id`) references `user` (`id`) | user.id int
          unsigned ids that are referred to | alter table `user` modify `id` int unsigned not null auto_increment | user.id int unsigned
          a history of Flyway's | create table `flyway_schema_history` (`installed_rank` int, `script` varchar(1000)) | flyway_schema_history.installed_rank int
          a long name | alter table `user` modify `name` text not null | user.name text
          a name of fixed length | alter table `user` modify `name` char(128) not null | user.name varchar(128)
          a name as mediumtext in utf8mb3 | alter table `user` modify `name` mediumtext character set utf8mb3 null | user.name mediumtext
          a trigger | create trigger `counted` before insert on `user` for each row set new.`age` = coalesce(new.`age`, 0) | user.id bigint
          MyISAM | alter table `user` engine = MyISAM | user.id bigint
          MyISAM of rows of fixed length | alter table `user` engine = MyISAM, row_format = fixed | user.id bigint
          utf8mb3 | alter table `user_login_method` convert to character set utf8mb3 | user_login_method.access_code varchar(255)
          latin1 | alter table `user_login_method` convert to character set latin1 | user_login_method.access_code varchar(255)
          a nullable unique key | alter table `user` add `email` varchar(50) null unique | user.email varchar(50)
          a column with a default | alter table `user` add `password` varchar(100) not null default '' | user.password varchar(100)
          a generated column | alter table `user` add `shown` varchar(50) as (concat(`name`, '!')) virtual | user.shown varchar(50)
          large ids | alter table `user` modify `id` bigint not null auto_increment | user.id bigint
          checks that no row of ours breaks | alter table `user` add `tel` varchar(9) default '+1', add constraint `reach` check (`tel` <> '' and (`age` >= 0 or `age` is null)) | user.tel varchar(9)
          a wide key in a compact table | alter table `user` modify `name` varchar(250) character set utf8mb3 not null, add key (`name`), row_format = compact | user.name varchar(250)
          """)
  void a_shape_that_can_be_adopted_works_as_a_whole(
      String shape, String statement, String columnAfterwards) {
    if (statement.contains("utf8mb3")) {
      older.sql("update `user` set `name` = 'Ada' where `id` = 7");
    }
    older.sql(statement);
    if (shape.startsWith("unsigned")) {
      older.sql(
          "create table `orders` (`user_id` int unsigned, foreign key (`user_id`) references `user` (`id`))");
    }
    if (shape.startsWith("large")) {
      older.sql("insert into `user` values (9007199254740995, 'far', 1)");
    }
    List<String> plan = new ArrayList<>();
    assertThat(
            new DoctorCommand(older.properties(), List::of).run(List.of("--adoption"), plan::add))
        .isZero();
    assertThat(plan).anyMatch(line -> line.startsWith("statement"));
    assertThat(plan.stream().filter(line -> line.startsWith("note       trigger user: counted")))
        .hasSize(shape.equals("a trigger") ? 1 : 0);

    new SchemaMigration(older.complete()).runUnlessDone();

    assertThat(columns()).contains(columnAfterwards);
    assertThat(new SchemaMigration(older.complete()).plan().statements()).isEmpty();
    assertThat(new SchemaMigration(older.complete()).runUnlessDone()).isZero();
    assertKnownAndNewUsersWork();
    assertTheOlderServiceWrites(older.complete());
  }

  /** Only MySQL forgets the width of integers. */
  private List<String> columns() {
    return older
        .client()
        .sql(
            """
            select concat(table_name, '.', column_name, ' ', column_type)
              from information_schema.columns where table_schema = database()
            """)
        .query((row, number) -> row.getString(1).replaceAll("int\\(\\d+\\)", "int"))
        .list();
  }

  void assertKnownAndNewUsersWork() {
    try (Replica replica = Replica.on(older.complete())) {
      assertThat(replica.repository().findByIdentity(LegacyDatabase.weChat("union-a")))
          .hasValueSatisfying(user -> assertThat(user.name()).isEqualTo("小明"));
      for (String identification : List.of("new-1", "new-2")) {
        assertThat(
                replica
                    .repository()
                    .registerIfAbsent(
                        new NewUser(new UserName("王伟 🙂")), LegacyDatabase.weChat(identification)))
            .isInstanceOf(Registration.Registered.class);
      }
    }
  }

  @Test
  void names_keep_their_length() {
    older.sql("alter table `user` modify `name` text not null");
    older.sql("update `user` set `name` = repeat('长', 100) where `id` = 7");

    new SchemaMigration(older.complete()).runUnlessDone();

    assertThat(
            older
                .client()
                .sql("select char_length(`name`) from `user` where `id` = 7")
                .query(Integer.class)
                .single())
        .isEqualTo(100);
  }

  @Test
  void identifications_that_differ_in_case_stay_two_people() {
    older.sql(
        "alter table `user_login_method` modify `identification` varchar(36) character set utf8mb4"
            + " collate utf8mb4_general_ci not null");

    new SchemaMigration(older.complete()).runUnlessDone();

    try (Replica replica = Replica.on(older.complete())) {
      assertThat(replica.repository().findByIdentity(LegacyDatabase.weChat("union-a")))
          .hasValueSatisfying(user -> assertThat(user.id().value()).isEqualTo(3));
      assertThat(replica.repository().findByIdentity(LegacyDatabase.weChat("union-A")))
          .hasValueSatisfying(user -> assertThat(user.id().value()).isEqualTo(7));
    }
  }

  @Test
  void the_older_service_goes_on_writing_on_new_tables() throws SQLException {
    try (TestDatabase ours = createDatabase()) {
      new SchemaMigration(ours.settings()).runUnlessDone();

      assertTheOlderServiceWrites(ours.settings());
    }
  }

  @Test
  void a_history_of_ours_under_its_former_name_is_carried_over() {
    new SchemaMigration(older.complete()).runUnlessDone();
    older.sql("alter table `gatehouse_schema_history` rename to `flyway_schema_history`");

    new SchemaMigration(older.complete()).runUnlessDone();

    assertThat(new SchemaMigration(older.complete()).runUnlessDone()).isZero();
    assertThat(older.client().sql("show tables").query(String.class).list())
        .contains("gatehouse_schema_history")
        .doesNotContain("flyway_schema_history");
  }

  @Test
  void a_column_that_is_added_later_and_needs_a_value_stops_the_next_start() {
    new SchemaMigration(older.complete()).runUnlessDone();
    older.sql("alter table `user` add `password` varchar(100) not null");

    assertRefused("user.password");
  }

  private static void assertTheOlderServiceWrites(DatabaseProperties.Complete database) {
    JdbcClient service =
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    service.sql("insert into `user` (`name`, `age`) values ('beside', 20)").update();
    service
        .sql(
            "insert into `user_login_method` (`user_id`, `login_method`, `identification`)"
                + " select max(`id`), 'P', 'beside' from `user` where `name` = 'beside'")
        .update();
    try (Replica replica = Replica.on(database)) {
      assertThat(
              replica
                  .repository()
                  .findByIdentity(new ExternalIdentity(new LoginMethod("P"), "beside")))
          .hasValueSatisfying(user -> assertThat(user.name()).isEqualTo("beside"));
    }
  }
}
