package org.stagepost.wiring;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.stagepost.job.remote.EmbeddedBroker;
import org.stagepost.job.remote.EmbeddedBrokerSettings;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.ServedBroker;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.home.HomeFolders;

/** A broker in this process. It is there before whatever connects to it, and ends after that. */
final class EmbeddedBrokerRooms implements BeanRegistrar {
    private final ServedBroker broker;
    private final Supplier<String> password;

    EmbeddedBrokerRooms(ServedBroker broker, Supplier<String> password) {
        this.broker = broker;
        this.password = password;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        LazyRooms rooms = new LazyRooms(registry);
        rooms.add(ServedBroker.class, house -> broker);
        rooms.add(EmbeddedBroker.class, house -> start(house.bean(HomeFolder.class)));
    }

    private EmbeddedBroker start(HomeFolder home) {
        HomeFolders.createForBroker(home);
        BrokerSettings settings = broker.settings();
        List<EmbeddedBrokerSettings.Tls> tls = broker.certificates().stream()
                .map(files -> new EmbeddedBrokerSettings.Tls(files.certificate(), files.key()))
                .toList();
        return EmbeddedBroker.startForWorkers(
                home.broker(),
                new EmbeddedBrokerSettings(settings.host(), settings.port(), settings.user(), tls),
                password);
    }
}
