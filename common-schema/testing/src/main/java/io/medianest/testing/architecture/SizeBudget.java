package io.medianest.testing.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** How large a class, a method and a constructor may be: 250 lines, 30 lines and 6 parameters; a test class 400 lines. */
public final class SizeBudget {
    private static final int CLASS_LINES = 250;
    private static final int TEST_CLASS_LINES = 400;
    private static final int METHOD_LINES = 30;
    private static final int CONSTRUCTOR_PARAMETERS = 6;

    private SizeBudget() {}

    /**
     * Measures the sources of a module.
     *
     * @param module the module's folder
     * @throws AssertionError listing everything over the budget
     */
    public static void check(Path module) {
        List<String> over = new ArrayList<>();
        over.addAll(measure(module.resolve("src/main/java"), CLASS_LINES, METHOD_LINES));
        over.addAll(measure(module.resolve("src/test/java"), TEST_CLASS_LINES, Integer.MAX_VALUE));
        if (!over.isEmpty()) {
            throw new AssertionError("Over the size budget:\n" + String.join("\n", over));
        }
    }

    private static List<String> measure(Path sources, int classLines, int methodLines) {
        List<Path> files = javaFiles(sources);
        List<String> over = new ArrayList<>();
        if (files.isEmpty()) {
            return over;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("--release", "25"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Measure(unit, positions, classLines, methodLines, over), null);
            }
            return over;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path sources) {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Measure extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int classLines;
        private final int methodLines;
        private final List<String> over;

        Measure(
                CompilationUnitTree unit,
                SourcePositions positions,
                int classLines,
                int methodLines,
                List<String> over) {
            this.unit = unit;
            this.positions = positions;
            this.classLines = classLines;
            this.methodLines = methodLines;
            this.over = over;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            report(type, type.getSimpleName() + " has %d lines", lines(type), classLines);
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            report(method, method.getName() + "() has %d lines", lines(method), methodLines);
            if (method.getReturnType() == null) {
                report(
                        method,
                        "a constructor has %d parameters",
                        method.getParameters().size(),
                        CONSTRUCTOR_PARAMETERS);
            }
            return super.visitMethod(method, null);
        }

        private void report(Tree where, String what, int measured, int budget) {
            if (measured > budget) {
                long start = positions.getStartPosition(unit, where);
                over.add(
                        unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(start) + ": "
                                + what.formatted(measured) + ", budget " + budget);
            }
        }

        private int lines(Tree tree) {
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, tree));
            long last = map.getLineNumber(positions.getEndPosition(unit, tree));
            return (int) (last - first + 1);
        }
    }
}
