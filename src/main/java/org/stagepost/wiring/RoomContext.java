package org.stagepost.wiring;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.home.EmbeddedStore;

/** A Spring context over an open store, which it closes when it is closed; logging goes to the home folder. */
final class RoomContext {
    private RoomContext() {}

    static ConfigurableApplicationContext start(HomeFolder home, EmbeddedStore store, Class<?>... rooms) {
        SpringApplication application = new SpringApplication(rooms);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of(
                "logging.config",
                "classpath:logback-home.xml",
                "logging.file.name",
                home.logs().resolve("stagepost.log").toString()));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(HomeFolder.class, () -> home);
            beans.registerBean(EmbeddedStore.class, () -> store);
        });
        try {
            return application.run();
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }
}
