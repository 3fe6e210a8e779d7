package org.stagepost.wiring;

import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** Registers rooms that are built when somebody first asks for them: a command pays for what it uses. */
final class LazyRooms {
    private final BeanRegistry registry;

    LazyRooms(BeanRegistry registry) {
        this.registry = registry;
    }

    <T> void add(Class<T> type, Function<SupplierContext, T> builder) {
        registry.registerBean(type, room -> room.lazyInit().supplier(builder));
    }
}
