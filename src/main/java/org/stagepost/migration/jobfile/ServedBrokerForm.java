package org.stagepost.migration.jobfile;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.migration.ServedBroker;
import org.stagepost.migration.ServedBroker.CertificateFiles;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;

/** What the settings of a broker must say for a process that has it in itself. */
final class ServedBrokerForm {
    private final BrokerForm form;
    private final String group;
    private final Findings findings;

    /**
     * @param form with everything that any broker needs
     * @param findings of what is missing; what is wrong is told where it stands
     */
    ServedBrokerForm(BrokerForm form, String group, Findings findings) {
        this.form = form;
        this.group = group;
        this.findings = findings;
    }

    /** With TLS unless it listens to this machine only. Empty when something was found. */
    Optional<ServedBroker> read() {
        boolean local = BrokerSettings.isLocal(form.url().orElseThrow());
        boolean named = form.certificateFile().isPresent() || form.keyFile().isPresent();
        Security security = form.security().orElse(local && !named ? Security.NONE : Security.TLS);
        if (security == Security.TLS) {
            return certificate().map(files -> new ServedBroker(settings(security), List.of(files)));
        }
        if (!local) {
            findings.file(
                    0,
                    group + ".security",
                    new Fault(
                            "others could read the password of workers and change what is sent",
                            "remove it, or let the broker listen at 127.0.0.1"));
        }
        return local ? Optional.of(new ServedBroker(settings(security), List.of())) : Optional.empty();
    }

    private BrokerSettings settings(Security security) {
        BrokerSettings any = form.complete();
        return new BrokerSettings(any.url(), any.user(), any.password(), any.caFile(), security);
    }

    private Optional<CertificateFiles> certificate() {
        require(
                form.certificateFile(),
                "certificateFile",
                "write the PEM file of the certificate that it shows to workers");
        require(form.keyFile(), "keyFile", "write the PEM file of the certificate's key");
        Optional<X509Certificate> certificate = form.certificateFile().flatMap(TlsFiles::certificate);
        boolean sound =
                form.keyFile().filter(file -> TlsFiles.isKey(file, certificate)).isPresent();
        return sound && certificate.isPresent()
                ? Optional.of(new CertificateFiles(
                        form.certificateFile().orElseThrow().path(),
                        form.keyFile().orElseThrow().path()))
                : Optional.empty();
    }

    private void require(Optional<WrittenPath> file, String key, String remedy) {
        if (file.isEmpty()) {
            findings.file(0, group + "." + key, new Fault("is missing", remedy));
        }
    }
}
