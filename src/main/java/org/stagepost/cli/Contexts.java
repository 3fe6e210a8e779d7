package org.stagepost.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stagepost.discovery.Discovery;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.DomainLook;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.job.BatchRunner;
import org.stagepost.job.BatchScheduler;
import org.stagepost.job.SendMails;
import org.stagepost.migration.BatchChecklist;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.ForecastBatch;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageEndpoints;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.ManageUsers;
import org.stagepost.migration.RemoveBatch;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.UndoChanges;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.ValidateBatch;
import org.stagepost.migration.VerifyBatch;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.model.WorkerId;
import org.stagepost.monitoring.Monitor;

/** Opens the smallest set of rooms that a command needs; nothing is started before a command asks. */
public interface Contexts {
    /** Needs no home folder. */
    UserCsvReader csvReader();

    /** Needs no home folder. Fails with SECRET_MISSING when the password is not where the settings say. */
    Discovery discovery(DiscoverySettings settings);

    /** Needs no home folder. @param settings of which only the DNS server matters */
    DomainLook domains(DiscoverySettings settings);

    /**
     * Sees to it that what is logged from now on is kept in the log of the home folder.
     *
     * @return false when it cannot be written
     */
    boolean log(HomeFolder home);

    /** The store and the queries; works while another process runs a batch. Fails with HOME_UNUSABLE. */
    Control control(HomeFolder home);

    /** Owns the home folder until it is closed. Fails with BATCH_ALREADY_RUNNING or HOME_UNUSABLE. */
    Run run(HomeFolder home);

    /**
     * The same with the broker of stagepost.yml inside this process, for workers. Fails also with SETTINGS_INVALID and
     * SECRET_MISSING.
     */
    Run runWithBroker(HomeFolder home);

    /**
     * Works on partitions for the process that runs batches, so many at a time, until it is closed. Fails with
     * SETTINGS_INVALID where no broker or no PostgreSQL database is named, STORE_UNUSABLE, BATCH_ALREADY_RUNNING (the home
     * folder is another process's).
     */
    Work work(HomeFolder home, int atOnce);

    /** Starts the embedded servers and writes the job file and CSV of the demo into the folder. */
    Sandbox sandbox(Path folder);

    /** For commands that look. */
    interface Control extends AutoCloseable {
        BatchQueries batches();

        UserLedger users();

        ManageBatches manageBatches();

        ValidateBatch validateBatch();

        ForecastBatch forecastBatch();

        ManageService manageService();

        ManageUsers manageUsers();

        /** How far runs are, whichever process they are in. */
        RunLook look();

        /** Empty where the store is the home folder's own, which no worker reaches. */
        Optional<WorkerList> workers();

        /** What is asked of the process that runs batches. */
        BatchRequests requests();

        /** False when nobody is there to see to a request. */
        boolean runnerAlive();

        EndpointCatalog endpoints();

        ManageEndpoints manageEndpoints();

        JobFileReader jobFiles();

        UndoChanges undoChanges();

        RemoveBatch removeBatch();

        /** What it prepares works on when this is closed, unless it says that it needs the store. */
        VerifyBatch verifyBatch();

        BatchChecklist checklist();

        SendMails sendMails();

        /**
         * Asks now for the password that the endpoint's login would prompt for, so that it can be stored with it.
         * Gives back the endpoint itself when it prompts for nothing. Fails with SECRET_MISSING where nobody can be asked.
         */
        Endpoint withSecretAsked(Endpoint endpoint);

        @Override
        void close();
    }

    /** For commands that run a batch. */
    interface Run extends Control {
        BatchRunner runner();

        /**
         * From now on what is said on the connections of this user is written down, without secrets.
         *
         * @return the file, which is there once a connection was opened
         */
        Path trace(EmailAddress user);

        /**
         * Seals all stored secrets with a new key.
         *
         * @return how many; fails with SECRET_MISSING when the key comes from the environment and no new one does
         */
        int rotateKey();

        /**
         * The same when the key that sealed some or all of them is lost: those are forgotten.
         *
         * @return which, in words
         */
        List<String> replaceLostKey();

        /** Not started. */
        BatchScheduler scheduler();

        /** Why the webhook is told of nothing while this process lives, in a sentence; empty when all is well. */
        Optional<String> webhookTrouble();

        /**
         * Where workers find the broker in this process and who they are there, in words; empty where it has none. Fails
         * with BROKER_UNREACHABLE.
         */
        Optional<String> broker();

        /** As stagepost.yml says; empty when nobody wants metrics. Fails with SETTINGS_INVALID. */
        OptionalInt metricsPort();

        /** @throws IOException when the port of 127.0.0.1 cannot be had */
        Monitor monitor(int port) throws IOException;
    }

    /** A worker. */
    interface Work extends AutoCloseable {
        WorkerId worker();

        /** Fails with BROKER_UNREACHABLE when it cannot log in there now; a broker that is away later is waited for. */
        void start();

        /** As {@link Run#trace}, of what this worker copies. */
        Path trace(EmailAddress user);

        /** Takes nothing more, and lets mailboxes end at their next slice; returns at once. */
        void drain();

        /** Why it must not go on; empty while it may. */
        Optional<MigrationException> unfit();

        /** Returns when the last mailbox has ended. */
        @Override
        void close();
    }

    /** The running servers of the demo. */
    interface Sandbox extends AutoCloseable {
        Path jobFile();

        /** Text of the mails that arrived at the SMTP sink, oldest first. */
        List<String> mails();

        @Override
        void close();
    }
}
