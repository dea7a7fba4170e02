package dev.gatehouse.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The picture in docs/architecture.md shows the modules and their dependencies as the poms do. */
class ModulePictureTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern ARROW = Pattern.compile("(?m)^ +([\\w-]+) --> ([\\w-]+)$");

  @Test
  void the_picture_is_the_module_graph() throws Exception {
    assertThat(arrowsOfThePicture()).isEqualTo(dependenciesOfThePoms());
  }

  private static Set<String> arrowsOfThePicture() throws IOException {
    Set<String> arrows = new TreeSet<>();
    ARROW
        .matcher(Files.readString(ROOT.resolve("docs/architecture.md")))
        .results()
        .forEach(arrow -> arrows.add(arrow.group(1) + " --> " + arrow.group(2)));
    return arrows;
  }

  /**
   * Of the modules in the BOM, without the dependencies of tests. A module of another team may be
   * in the reactor, too.
   */
  private static Set<String> dependenciesOfThePoms() throws Exception {
    Set<String> dependencies = new TreeSet<>();
    Set<String> modules = modulesOfTheBom();
    for (String module : modules) {
      NodeList declared = pom(ROOT.resolve(module)).getElementsByTagName("dependency");
      for (int i = 0; i < declared.getLength(); i++) {
        if (declared.item(i) instanceof Element dependency
            && textsOf(dependency, "groupId").contains("dev.gatehouse")
            && !textsOf(dependency, "scope").contains("test")) {
          String used = textsOf(dependency, "artifactId").iterator().next();
          if (modules.contains(used)) {
            dependencies.add(module + " --> " + used);
          }
        }
      }
    }
    return dependencies;
  }

  private static Set<String> modulesOfTheBom() throws Exception {
    Set<String> modules = new TreeSet<>();
    NodeList managed = pom(ROOT.resolve("bom")).getElementsByTagName("dependency");
    for (int i = 0; i < managed.getLength(); i++) {
      modules.addAll(textsOf((Element) managed.item(i), "artifactId"));
    }
    return modules;
  }

  private static Element pom(Path folder) throws Exception {
    Document pom =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("pom.xml").toFile());
    return pom.getDocumentElement();
  }

  private static Set<String> textsOf(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    String[] texts = new String[found.getLength()];
    Arrays.setAll(texts, i -> found.item(i).getTextContent().strip());
    return new TreeSet<>(Arrays.asList(texts));
  }
}
