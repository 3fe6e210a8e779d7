package org.stagepost.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.imap.ImapRequestLineReader;
import com.icegreen.greenmail.imap.ImapResponse;
import com.icegreen.greenmail.imap.ImapSession;
import com.icegreen.greenmail.imap.ImapSessionImpl;
import com.icegreen.greenmail.imap.ProtocolException;
import com.icegreen.greenmail.imap.commands.CommandParser;
import com.icegreen.greenmail.imap.commands.ImapCommand;
import com.icegreen.greenmail.imap.commands.ImapCommandFactory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** One IMAP connection. GreenMail's commands, but for APPEND; its own handler takes no other commands than its own. */
final class SandboxImapHandler extends ImapHandler {
    private final Managers managers;
    private final CommandParser parser = new CommandParser();
    private final ImapCommandFactory commands = new ImapCommandFactory();

    SandboxImapHandler(Managers managers, Socket socket) {
        super(managers.getUserManager(), managers.getImapHostManager(), socket);
        this.managers = managers;
    }

    @Override
    public void run() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            new ImapResponse(out).okResponse(null, "IMAP4rev1 Sandbox ready");
            ImapSession session =
                    new ImapSessionImpl(managers.getImapHostManager(), managers.getUserManager(), this, "127.0.0.1");
            while (!isQuitting() && serve(in, out, session)) {
                continue;
            }
        } catch (IOException | ProtocolException e) {
            log.debug("the client left: {}", e.getMessage());
        } finally {
            close();
        }
    }

    /** @return false when the client has closed the connection */
    private boolean serve(InputStream in, OutputStream out, ImapSession session) throws ProtocolException {
        ImapRequestLineReader request = new ImapRequestLineReader(in, out);
        try {
            request.nextChar();
        } catch (ProtocolException e) {
            return false;
        }
        answer(request, new ImapResponse(out), session);
        request.consumeLine();
        return true;
    }

    private void answer(ImapRequestLineReader request, ImapResponse response, ImapSession session) {
        try {
            response.setTag(parser.tag(request));
            ImapCommand command = command(parser.atom(request));
            if (command == null) {
                response.commandError("Unknown command");
            } else if (!command.validForState(session.getState())) {
                response.commandFailed(command, "Command not valid in this state");
            } else {
                command.process(request, response, session);
            }
        } catch (ProtocolException e) {
            response.badResponse("tag and command expected");
        }
    }

    private @Nullable ImapCommand command(String name) {
        return name.equalsIgnoreCase("APPEND") ? new RefusingAppend() : commands.getCommand(name);
    }
}
