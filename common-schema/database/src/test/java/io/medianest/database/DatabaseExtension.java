package io.medianest.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class a database of its own, on the run's PostgreSQL 18 or, inside {@link Postgres15Test}, on Debian's
 * 15.
 */
final class DatabaseExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DatabaseExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestDatabase.class || type == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestCluster cluster = cluster(context);
        if (parameter.getParameter().getType() == TestCluster.class) {
            return cluster;
        }
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        context.getRequiredTestClass(), testClass -> TestDatabase.create(cluster), TestDatabase.class);
    }

    private static TestCluster cluster(ExtensionContext context) {
        boolean on15 = context.getRequiredTestClass().getName().startsWith(Postgres15Test.class.getName());
        if (on15) {
            Assumptions.assumeTrue(TestCluster.hasDebians15(), "PostgreSQL 15 of Debian is not installed");
        }
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(on15 ? "15" : "18", version -> start(on15), TestCluster.class);
    }

    private static TestCluster start(boolean on15) {
        try {
            return on15 ? TestCluster.startDebians15() : TestCluster.start18();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
