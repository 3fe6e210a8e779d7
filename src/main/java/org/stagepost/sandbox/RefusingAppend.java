package org.stagepost.sandbox;

import com.icegreen.greenmail.imap.ImapRequestLineReader;
import com.icegreen.greenmail.imap.ImapResponse;
import com.icegreen.greenmail.imap.ImapSession;
import com.icegreen.greenmail.imap.ImapSessionState;
import com.icegreen.greenmail.imap.ProtocolException;
import com.icegreen.greenmail.imap.commands.CommandParser;
import com.icegreen.greenmail.imap.commands.ImapCommand;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Date;

/** APPEND (RFC 9051 §6.3.12) that answers NO to a message with the forbidden header, as a content filter does. */
final class RefusingAppend implements ImapCommand {
    private final AppendParser parser = new AppendParser();

    @Override
    public String getName() {
        return "APPEND";
    }

    @Override
    public boolean validForState(ImapSessionState state) {
        return state == ImapSessionState.AUTHENTICATED || state == ImapSessionState.SELECTED;
    }

    @Override
    public void process(ImapRequestLineReader request, ImapResponse response, ImapSession session) {
        try {
            Append append = parser.append(request);
            if (SandboxMail.isRefused(append.message())) {
                response.commandFailed(this, "Message refused by the content filter");
                return;
            }
            MailFolder folder = session.getHost().getFolder(session.getUser(), append.folder(), true);
            long uid = folder.appendMessage(append.message(), append.flags(), append.received());
            session.unsolicitedResponses(response);
            response.commandComplete(this, "APPENDUID " + folder.getUidValidity() + " " + uid);
        } catch (FolderException e) {
            response.commandFailed(this, "TRYCREATE", "No such folder");
        } catch (ProtocolException e) {
            response.commandError("APPEND folder [(flags)] [date] literal");
        }
    }

    private record Append(String folder, Flags flags, Date received, MimeMessage message) {}

    private static final class AppendParser extends CommandParser {
        Append append(ImapRequestLineReader request) throws ProtocolException {
            String folder = mailbox(request);
            Flags flags = request.nextWordChar() == '(' ? flagList(request) : new Flags();
            Date received = request.nextWordChar() == '"' ? dateTime(request) : new Date();
            request.nextWordChar();
            byte[] message = consumeLiteralAsBytes(request);
            endLine(request);
            return new Append(folder, flags, received, GreenMailUtil.newMimeMessage(new ByteArrayInputStream(message)));
        }
    }
}
