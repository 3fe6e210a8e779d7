package org.stagepost.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import org.stagepost.credential.SecretResolver;
import org.stagepost.job.StatusListener;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.MonitoringSettings;
import org.stagepost.migration.WebhookSettings;
import org.stagepost.migration.jobfile.YamlMonitoringSettingsReader;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.monitoring.MuteWebhook;
import org.stagepost.monitoring.Webhook;

/** What those need who watch over a process from outside. */
final class MonitoringRooms implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        LazyRooms rooms = new LazyRooms(registry);
        rooms.add(MonitoringSettings.class, MonitoringRooms::settings);
        rooms.add(StatusListener.class, MonitoringRooms::webhook);
    }

    private static StatusListener webhook(SupplierContext house) {
        return house.bean(MonitoringSettings.class).webhooks().stream()
                .findFirst()
                .map(settings -> webhook(settings, house.bean(SecretResolver.class)))
                .orElse(StatusListener.NONE);
    }

    /** What cannot be watched runs all the same. */
    private static StatusListener webhook(WebhookSettings settings, SecretResolver secrets) {
        try {
            return new Webhook(settings, secrets.resolve(settings.secret(), "secret of the webhook"));
        } catch (MigrationException e) {
            return new MuteWebhook(settings, e);
        }
    }

    /** No YAML is read, and nothing of it loaded, where nobody configured anything. */
    private static MonitoringSettings settings(SupplierContext house) {
        Path file = house.bean(HomeFolder.class).root().resolve("stagepost.yml");
        return Files.notExists(file) ? MonitoringSettings.NONE : read(file);
    }

    private static MonitoringSettings read(Path file) {
        Result<MonitoringSettings> result = new YamlMonitoringSettingsReader(file).read();
        return result.value()
                .orElseThrow(() -> new MigrationException(
                        FailureCode.SETTINGS_INVALID,
                        result.findings().stream().map(Finding::toString).collect(Collectors.joining("\n"))));
    }
}
