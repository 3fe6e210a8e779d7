import java.nio.file.Path;
import java.util.List;
import org.stagepost.job.remote.EmbeddedBroker;
import org.stagepost.job.remote.EmbeddedBrokerSettings;

/** A broker on this machine: java -cp stagepost.jar Broker.java FOLDER PORT; the password of user "bench" is BENCH_PASSWORD. */
public class Broker {
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker.start(
                Path.of(arguments[0]),
                new EmbeddedBrokerSettings("127.0.0.1", Integer.parseInt(arguments[1]), "bench", List.of()),
                () -> System.getenv("BENCH_PASSWORD"));
        Thread.currentThread().join();
    }
}
