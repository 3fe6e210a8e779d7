package org.stagepost.wiring;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.Store;

/**
 * A Spring context over an open store, which it closes when it is closed; logging goes to the home folder. Nothing is
 * scanned or configured by itself: that would cost every command more than its own work (adr/0007).
 */
final class RoomContext {
    private RoomContext() {}

    static ConfigurableApplicationContext start(HomeFolder home, Store store, BeanRegistrar... rooms) {
        try {
            HomeLog.begin(home);
            GenericApplicationContext context = new GenericApplicationContext();
            context.registerBean(HomeFolder.class, () -> home);
            context.registerBean(Store.class, () -> store);
            context.register(rooms);
            context.refresh();
            return context;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }
}
