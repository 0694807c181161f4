package io.slipway.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/** Reads settings out of Java sources: the methods of {@code @ConfigMapping} interfaces, and {@code @ConfigProperty}. */
final class ConfigMappings extends TreeScanner<Void, Void> {

    private static final Pattern OPTIONAL = Pattern.compile("(Optional|List|Set|Map).*");
    private static final Pattern TYPE_NAME = Pattern.compile("(?:Optional<)?(?:[a-z.]*\\.)?(\\w+)>?");

    private final List<Setting> found = new ArrayList<>();

    /** The interfaces inside the mapping that is being read, by name: its groups of settings. */
    private final Map<String, ClassTree> groups = new TreeMap<>();

    private ConfigMappings() {}

    static List<Setting> in(List<Path> sources) {
        ConfigMappings mappings = new ConfigMappings();
        for (CompilationUnitTree unit : parse(sources)) {
            mappings.scan(unit, null);
        }
        return List.copyOf(mappings.found);
    }

    private static Iterable<? extends CompilationUnitTree> parse(List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            return task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        value(type.getModifiers(), "ConfigMapping", "prefix").ifPresent(prefix -> {
            groups.clear();
            collectGroups(type);
            addMethods(prefix, type, true);
        });
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
        value(variable.getModifiers(), "ConfigProperty", "name").ifPresent(name -> {
            boolean required = value(variable.getModifiers(), "ConfigProperty", "defaultValue")
                            .isEmpty()
                    && !OPTIONAL.matcher(variable.getType().toString()).matches();
            found.add(new Setting(name, required));
        });
        return super.visitVariable(variable, nothing);
    }

    private void collectGroups(ClassTree type) {
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree group && group.getKind() == Tree.Kind.INTERFACE) {
                groups.put(group.getSimpleName().toString(), group);
                collectGroups(group);
            }
        }
    }

    private void addMethods(String prefix, ClassTree type, boolean required) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                addMethod(prefix, method, required);
            }
        }
    }

    private void addMethod(String prefix, MethodTree method, boolean required) {
        String name = value(method.getModifiers(), "WithName", "value")
                .orElseGet(() -> kebabCase(method.getName().toString()));
        String type = method.getReturnType().toString();
        boolean needed = required
                && !OPTIONAL.matcher(type).matches()
                && value(method.getModifiers(), "WithDefault", "value").isEmpty();
        ClassTree group = groups.get(TYPE_NAME.matcher(type).replaceFirst("$1"));
        if (group != null) {
            addMethods(prefix + "." + name, group, needed);
        } else {
            found.add(new Setting(prefix + "." + name, needed));
        }
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Returns the string that an annotation has as its element, if it is there. */
    private static Optional<String> value(ModifiersTree modifiers, String annotation, String element) {
        return modifiers.getAnnotations().stream()
                .filter(a -> a.getAnnotationType().toString().endsWith(annotation))
                .flatMap(a -> a.getArguments().stream().map(argument -> text(argument, element, a)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> text(ExpressionTree argument, String element, AnnotationTree annotation) {
        ExpressionTree value = argument;
        if (argument instanceof AssignmentTree assignment) {
            if (!assignment.getVariable().toString().equals(element)) {
                return Optional.empty();
            }
            value = assignment.getExpression();
        }
        if (value instanceof LiteralTree literal) {
            return Optional.of(String.valueOf(literal.getValue()));
        }
        throw new AssertionError("not a literal, write it as one or teach this test: " + annotation);
    }
}
