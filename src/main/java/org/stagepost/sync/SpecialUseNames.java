package org.stagepost.sync;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stagepost.model.SpecialUse;

/** What mail programs call the folders with a special use; for servers that do not tell the use (RFC 6154). */
final class SpecialUseNames {
    private static final Map<SpecialUse, List<String>> NAMES = Map.ofEntries(
            entry(
                    SpecialUse.SENT,
                    List.of(
                            "sent",
                            "sent items",
                            "sent messages",
                            "sent mail",
                            "gesendet",
                            "gesendete elemente",
                            "gesendete objekte",
                            "envoyés",
                            "éléments envoyés",
                            "messages envoyés",
                            "enviados",
                            "elementos enviados",
                            "posta inviata",
                            "inviata",
                            "verzonden",
                            "verzonden items",
                            "itens enviados",
                            "mensagens enviadas",
                            "wysłane",
                            "elementy wysłane",
                            "отправленные",
                            "送信済み",
                            "送信済みアイテム",
                            "送信済みメール")),
            entry(
                    SpecialUse.DRAFTS,
                    List.of(
                            "drafts",
                            "draft",
                            "entwürfe",
                            "brouillons",
                            "borradores",
                            "bozze",
                            "concepten",
                            "rascunhos",
                            "kopie robocze",
                            "wersje robocze",
                            "szkice",
                            "черновики",
                            "下書き")),
            entry(
                    SpecialUse.TRASH,
                    List.of(
                            "trash",
                            "bin",
                            "deleted items",
                            "deleted messages",
                            "papierkorb",
                            "gelöschte elemente",
                            "gelöschte objekte",
                            "corbeille",
                            "éléments supprimés",
                            "papelera",
                            "elementos eliminados",
                            "cestino",
                            "posta eliminata",
                            "prullenbak",
                            "verwijderde items",
                            "lixeira",
                            "itens excluídos",
                            "itens eliminados",
                            "kosz",
                            "elementy usunięte",
                            "корзина",
                            "удаленные",
                            "ゴミ箱",
                            "削除済みアイテム")),
            entry(
                    SpecialUse.JUNK,
                    List.of(
                            "junk",
                            "spam",
                            "junk e-mail",
                            "junk email",
                            "junk-e-mail",
                            "bulk mail",
                            "spamverdacht",
                            "courrier indésirable",
                            "indésirables",
                            "correo no deseado",
                            "correo basura",
                            "posta indesiderata",
                            "ongewenste e-mail",
                            "lixo eletrônico",
                            "lixo eletrónico",
                            "wiadomości-śmieci",
                            "спам",
                            "迷惑メール")));

    private static final Map<String, SpecialUse> USES = NAMES.entrySet().stream()
            .flatMap(use -> use.getValue().stream().map(name -> entry(folded(name), use.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private SpecialUseNames() {}

    static Optional<SpecialUse> useOf(String folderName) {
        return Optional.ofNullable(USES.get(folded(folderName)));
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
