package io.medianest.manifests;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a module from its sources: the interfaces with {@code @ConfigMapping}, the parameters with
 * {@code @ConfigProperty}, and what {@code application.properties} sets of MediaNest's own.
 */
final class SettingsReader {
    private static final String OWN = "medianest.";
    private static final Pattern SET = Pattern.compile("(medianest\\.[a-z0-9.-]+)=(.*)");
    /** One of Quarkus' own that has a name of MediaNest's. */
    private static final Pattern PASSED_ON = Pattern.compile("[a-z0-9.-]+=\\$\\{(medianest\\.[a-z0-9.-]+):([^}]*)}");

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private SettingsReader() {}

    /** The settings of the modules in these folders, those of a class together and as it has them; what the last one sets counts. */
    static List<Setting> of(List<String> modules) throws IOException {
        SettingsReader reader = new SettingsReader();
        for (String module : modules) {
            reader.readJava(Manifests.ROOT.resolve(module).resolve("src/main/java"));
        }
        for (String module : modules) {
            reader.readProperties(Manifests.ROOT.resolve(module).resolve("src/main/resources"));
        }
        return List.copyOf(reader.settings.values());
    }

    private void readJava(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(folder);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Source(docs).scan(unit, null);
            }
        }
    }

    private void readProperties(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".properties")).toList()) {
                String comment = "";
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("#")) {
                        comment = line.startsWith("# ---") ? "" : (comment + line.substring(1)).trim() + " ";
                    } else {
                        property(line, comment.trim());
                        comment = "";
                    }
                }
            }
        }
    }

    private void property(String line, String comment) {
        Matcher set = SET.matcher(line);
        if (set.matches()) {
            String initial = set.group(2);
            settings.merge(
                    set.group(1),
                    new Setting(set.group(1), "String", initial, false, comment, ""),
                    (known, other) -> known.startingWith(initial));
        }
        Matcher passedOn = PASSED_ON.matcher(line);
        if (passedOn.matches()) {
            String initial = passedOn.group(2);
            settings.putIfAbsent(
                    passedOn.group(1),
                    new Setting(passedOn.group(1), "String", initial.isEmpty() ? null : initial, false, comment, ""));
        }
    }

    private void add(Setting setting) {
        if (setting.key().startsWith(OWN)) {
            // One that two classes read has the words of the one that has any.
            settings.merge(
                    setting.key(),
                    setting,
                    (known, other) -> known.description().isEmpty() ? other : known);
        }
    }

    /** One source file. */
    private final class Source extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final Map<String, String> constants = new HashMap<>();

        Source(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            constantsOf(type);
            annotation(type.getModifiers(), "ConfigMapping")
                    .flatMap(mapping -> argument(mapping, "prefix"))
                    .ifPresent(prefix -> group(type, getCurrentPath(), prefix, text(getCurrentPath())));
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            for (VariableTree parameter : method.getParameters()) {
                annotation(parameter.getModifiers(), "ConfigProperty").ifPresent(property -> {
                    String initial = argument(property, "defaultValue").orElse(null);
                    String type = String.valueOf(parameter.getType());
                    add(new Setting(
                            argument(property, "name").orElseThrow(),
                            type,
                            initial,
                            initial == null && !type.startsWith("Optional"),
                            parameterText(parameter.getName().toString()),
                            ""));
                });
            }
            return super.visitMethod(method, null);
        }

        private void constantsOf(ClassTree type) {
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field && field.getInitializer() instanceof LiteralTree literal) {
                    constants.put(field.getName().toString(), String.valueOf(literal.getValue()));
                }
            }
        }

        private void group(ClassTree type, TreePath path, String prefix, String title) {
            Map<String, ClassTree> inner = new HashMap<>();
            for (Tree member : type.getMembers()) {
                if (member instanceof ClassTree nested) {
                    inner.put(nested.getSimpleName().toString(), nested);
                }
            }
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    member(method, new TreePath(path, method), path, prefix, title, inner);
                }
            }
        }

        private void member(
                MethodTree method,
                TreePath path,
                TreePath parent,
                String prefix,
                String title,
                Map<String, ClassTree> inner) {
            String name = annotation(method.getModifiers(), "WithName")
                    .flatMap(it -> argument(it, "value"))
                    .orElseGet(() -> method.getName()
                            .toString()
                            .replaceAll("([A-Z])", "-$1")
                            .toLowerCase(Locale.ROOT));
            String key = prefix + "." + name;
            Tree type = method.getReturnType();
            ClassTree nested = inner.get(String.valueOf(type));
            if (nested != null) {
                group(nested, new TreePath(parent, nested), key, text(path));
                return;
            }
            boolean map = type instanceof ParameterizedTypeTree typed
                    && String.valueOf(typed.getType()).equals("Map");
            String initial = annotation(method.getModifiers(), "WithDefault")
                    .flatMap(it -> argument(it, "value"))
                    .orElse(null);
            boolean required = initial == null && !map && !String.valueOf(type).startsWith("Optional");
            add(new Setting(map ? key + ".<name>" : key, String.valueOf(type), initial, required, text(path), title));
        }

        private String text(TreePath path) {
            DocCommentTree comment = docs.getDocCommentTree(path);
            return comment == null ? "" : plain(comment.getFullBody());
        }

        private String parameterText(String name) {
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            return comment == null
                    ? ""
                    : comment.getBlockTags().stream()
                            .filter(ParamTree.class::isInstance)
                            .map(ParamTree.class::cast)
                            .filter(tag -> tag.getName().toString().equals(name))
                            .map(tag -> sentence(plain(tag.getDescription())))
                            .findFirst()
                            .orElse("");
        }

        private Optional<String> argument(AnnotationTree annotation, String name) {
            for (ExpressionTree argument : annotation.getArguments()) {
                if (argument instanceof AssignmentTree named) {
                    if (String.valueOf(named.getVariable()).equals(name)) {
                        return Optional.of(value(named.getExpression()));
                    }
                } else if (name.equals("value")) {
                    return Optional.of(value(argument));
                }
            }
            return Optional.empty();
        }

        private String value(ExpressionTree expression) {
            if (expression instanceof LiteralTree literal) {
                return String.valueOf(literal.getValue());
            }
            String constant = expression instanceof IdentifierTree name
                    ? constants.get(name.getName().toString())
                    : null;
            if (constant == null) {
                throw new IllegalStateException("The value of " + expression + " stands in another file");
            }
            return constant;
        }
    }

    private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(it -> String.valueOf(it.getAnnotationType()).equals(name))
                .map(AnnotationTree.class::cast)
                .findFirst();
    }

    /** Javadoc as Markdown. */
    private static String plain(List<? extends DocTree> javadoc) {
        return javadoc.stream()
                .map(String::valueOf)
                .collect(Collectors.joining())
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link [^}]*?#?(\\w+)}", "`$1`")
                .replaceAll("\\s+", " ")
                .trim();
    }

    private static String sentence(String phrase) {
        return phrase.isEmpty() ? "" : phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1) + ".";
    }
}
