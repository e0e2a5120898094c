package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages and the comments show compiles, and what the pages link to is there. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<Path> PAGES = pages();

    private static List<Path> pages() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(top, guides)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String IMPORTS =
            "import io.iclight.*; import io.iclight.io.hub.*; import io.iclight.io.image.*; import io.iclight.io.tensor.*;"
                    + " import io.iclight.light.*; import io.iclight.matting.*; import io.iclight.normals.*;"
                    + " import io.iclight.models.checkpoint.*; import io.iclight.models.lora.*;"
                    + " import io.iclight.progress.*; import io.iclight.request.*; import io.iclight.train.render.*;"
                    + " import io.iclight.train.render.mood.*; import io.iclight.train.render.picture.*; import java.nio.file.*; import java.util.*;"
                    + " import java.util.concurrent.CompletableFuture; import io.iclight.detail.*;"
                    + " import io.iclight.samplers.*; import io.iclight.samplers.guidance.*; import io.iclight.sampling.*;"
                    + " import io.iclight.models.unet.*; import io.iclight.models.unet.patch.*;"
                    + " import io.iclight.models.clip.*; import io.iclight.models.keys.*;"
                    + " import io.iclight.io.safetensors.*; import io.iclight.samplers.schedule.*;"
                    + " import org.bytedeco.pytorch.Scalar; import org.bytedeco.pytorch.Tensor;";

    /** What code in comments takes for granted. */
    private static final String GIVEN = "Path path, model; Tensor start; Noise noise; NoiseModel both, positive;"
            + " TrainingSchedule training; UNetConfig config; ClipTextEncoder textEncoder;";

    @Test
    void javaOnThePagesCompiles(@TempDir Path classes) throws IOException {
        int snippets = 0;
        for (Path page : PAGES) {
            Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
            while (block.find()) {
                snippets++;
                assertThat(errors("", block.group(1), classes))
                        .as("snippet %s, on %s", snippets, page)
                        .isEmpty();
            }
        }
        assertThat(snippets).isGreaterThan(20);
    }

    @Test
    void javaInCommentsCompiles(@TempDir Path classes) throws IOException {
        int snippets = 0;
        for (Path source : sources()) {
            Matcher block = Pattern.compile("<pre>\\{@code\n(.*?)\n *\\* }</pre>", Pattern.DOTALL)
                    .matcher(Files.readString(source));
            while (block.find()) {
                snippets++;
                String code = block.group(1).replaceAll("(?m)^ *\\* ?", "");
                assertThat(errors(GIVEN, code, classes)).as("%s", source).isEmpty();
            }
        }
        assertThat(snippets).isGreaterThan(10);
    }

    /** Those that applications meet first: core and samplers, and what is said of each package. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 20, (path, attributes) -> path.toString().endsWith(".java"))) {
            return files.filter(path -> ROOT.relativize(path).toString().contains("src/main"))
                    .filter(path -> path.endsWith("package-info.java")
                            || ROOT.relativize(path).startsWith("iclight-core")
                            || ROOT.relativize(path).startsWith("iclight-samplers"))
                    .sorted()
                    .toList();
        }
    }

    private static String errors(String fields, String snippet, Path classes) {
        String source = IMPORTS + " class Snippet { " + fields + " void run() throws Exception {\n" + snippet + "\n} }";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-classpath", System.getProperty("java.class.path"), "-d", classes.toString());
        boolean compiles = compiler.getTask(messages, null, null, options, null, List.of(file))
                .call();
        return compiles ? "" : messages.toString();
    }

    @Test
    void linksOfThePagesLeadSomewhere() throws IOException {
        for (Path page : PAGES) {
            Path folder = page.getParent();
            Matcher link = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)").matcher(Files.readString(page));
            while (link.find()) {
                if (!link.group(1).startsWith("http")) {
                    assertThat(folder.resolve(link.group(1)))
                            .as("link on %s", page)
                            .exists();
                }
            }
        }
    }
}
