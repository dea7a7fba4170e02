package dev.gatehouse.wechatsimulator.platform;

import java.util.List;

/** The people of every simulator: ordinary ones, and one for each quirk of WeChat's responses. */
public final class SamplePeople {
  private static final String FAMILY_EMOJI = String.join("\u200D", "👨", "👩", "👧", "👦");

  public static final Person XIAOMING = Person.named("xiaoming", "小明");
  public static final Person LILEI = Person.named("lilei", "李雷");

  /** The nickname has a character of four bytes in UTF-8. */
  public static final Person HANMEIMEI = Person.named("hanmeimei", "韩梅梅🌸");

  /** A nickname of 260 code points, 140 of them emoji with zero-width joiners. */
  public static final Person LONG_NAME =
      Person.named("longname", FAMILY_EMOJI.repeat(20) + "名字很长的人".repeat(20));

  /** Neither nickname nor picture. */
  public static final Person NO_NAME = new Person("noname", "", "", UnionIdDisclosure.EVERYWHERE);

  public static final Person NO_UNION_ID =
      Person.named("nounionid", "王无名").disclosing(UnionIdDisclosure.NOWHERE);
  public static final Person LATE_UNION_ID =
      Person.named("lateunionid", "赵晚").disclosing(UnionIdDisclosure.USERINFO_ONLY);

  private SamplePeople() {}

  /** All of these people, in this order. */
  public static List<Person> all() {
    return List.of(XIAOMING, LILEI, HANMEIMEI, LONG_NAME, NO_NAME, NO_UNION_ID, LATE_UNION_ID);
  }
}
