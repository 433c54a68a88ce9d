package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.study.ComputationFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A Java source file that is compiled in memory and run in this process, compact or not.
///
/// In this process and not in a second JVM, since that would start and warm up once more, and since errors of the
/// program can then be told in one line. The program sees the modules that Ansatz runs with, and the other source
/// files of its folder.
final class JavaProgram {
    private JavaProgram() {}

    /// Compiles and runs a file.
    ///
    /// @return the exit status
    /// @throws InvalidInput if it does not compile or has no main method
    static int run(Path file, List<String> arguments, PrintWriter err) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput(file + ": there is no such file");
        }
        Map<String, byte[]> classes = compile(file);
        Loader loader = new Loader(classes);
        Thread.currentThread().setContextClassLoader(loader);
        Method main = null;
        for (String name : classes.keySet()) {
            main = main == null ? main(loader, name) : main;
        }
        if (main == null) {
            throw new InvalidInput(file + ": has no main method, such as: void main() { ... }");
        }
        try {
            main.setAccessible(true);
            Object instance = null;
            if (!Modifier.isStatic(main.getModifiers())) {
                Constructor<?> constructor = main.getDeclaringClass().getDeclaredConstructor();
                constructor.setAccessible(true);
                instance = constructor.newInstance();
            }
            if (main.getParameterCount() == 0) {
                main.invoke(instance);
            } else {
                main.invoke(instance, (Object) arguments.toArray(String[]::new));
            }
            return ExitStatus.DONE;
        } catch (InvocationTargetException e) {
            return thrown(file, e.getCause() == null ? e : e.getCause(), err);
        } catch (ReflectiveOperationException e) {
            throw new InvalidInput(file + ": its main method cannot be called: " + Main.oneLine(e));
        }
    }

    private static int thrown(Path file, Throwable e, PrintWriter err) {
        String place = file.toString();
        for (StackTraceElement frame : e.getStackTrace()) {
            if (file.getFileName().toString().equals(frame.getFileName())) {
                place = file + ":" + frame.getLineNumber();
                break;
            }
        }
        switch (e) {
            case InvalidInput input -> {
                for (String line : input.lines()) {
                    err.println(place + ": " + line);
                }
                return ExitStatus.BAD_INPUT;
            }
            case ComputationFailed failed -> err.println(place + ": " + failed.getMessage());
            default -> err.println(place + ": " + Main.oneLine(e));
        }
        return ExitStatus.FAILED;
    }

    private static Map<String, byte[]> compile(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new InvalidInput(file + ": cannot be compiled, since this Java has no compiler; use a JDK");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null);
                Output output = new Output(standard)) {
            boolean good = compiler.getTask(
                            null, output, diagnostics, options(file), null, standard.getJavaFileObjects(file))
                    .call();
            if (!good) {
                throw new InvalidInput(errors(file, diagnostics));
            }
            Map<String, byte[]> classes = new LinkedHashMap<>();
            output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        } catch (IOException e) {
            throw new InvalidInput(file + ": cannot be read: " + Main.oneLine(e));
        }
    }

    private static List<String> options(Path file) {
        List<String> options = new ArrayList<>(List.of("-proc:none", "-g"));
        String modules = System.getProperty("jdk.module.path");
        if (modules != null) {
            options.addAll(List.of("--module-path", modules));
            String names = String.join(
                    ",",
                    ModuleLayer.boot().modules().stream()
                            .map(Module::getName)
                            .filter(name -> name.equals("ansatz") || name.startsWith("ansatz."))
                            .toList());
            if (!names.isEmpty()) {
                options.addAll(List.of("--add-modules", names));
            }
        }
        String classPath = System.getProperty("java.class.path", "");
        options.addAll(List.of("--class-path", classPath));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            options.addAll(List.of("--source-path", folder.toString()));
        }
        return options;
    }

    private static List<String> errors(Path file, DiagnosticCollector<JavaFileObject> diagnostics) {
        List<String> lines = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                String at = diagnostic.getLineNumber() == Diagnostic.NOPOS
                        ? ""
                        : ":" + diagnostic.getLineNumber() + ":" + diagnostic.getColumnNumber();
                lines.add(file + at + ": "
                        + diagnostic.getMessage(Locale.ROOT).strip().replaceAll("\\s+", " "));
            }
        }
        return lines.isEmpty() ? List.of(file + ": does not compile") : lines;
    }

    private static @Nullable Method main(ClassLoader loader, String name) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (type.getEnclosingClass() != null) {
                return null;
            }
            for (Method method : type.getDeclaredMethods()) {
                boolean arguments = method.getParameterCount() == 1 && method.getParameterTypes()[0] == String[].class;
                if (method.getName().equals("main") && (method.getParameterCount() == 0 || arguments)) {
                    return method;
                }
            }
            return null;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the compiler promised " + name, e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(JavaProgram.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

        Output(StandardJavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
