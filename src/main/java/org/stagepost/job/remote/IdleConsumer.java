package org.stagepost.job.remote;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.Optional;

/**
 * A consumer that the broker knows only while it waits: one message, and it is gone until it is asked again. One that
 * stayed open, and whose wait had once run out just when a message came, would from then on be given one more message
 * than it works on, which waits here while others are idle.
 * For one thread.
 */
final class IdleConsumer implements MessageConsumer {
    interface Opening {
        MessageConsumer consumer() throws JMSException;
    }

    private final Opening opening;
    private Optional<MessageConsumer> open;

    /** @param opening in a transacted {@link Session}: what it has received stays received when it closes */
    IdleConsumer(Opening opening) throws JMSException {
        this.opening = opening;
        this.open = Optional.of(opening.consumer());
    }

    @Override
    public Message receive(long millis) throws JMSException {
        return alone(opened().receive(millis));
    }

    @Override
    public Message receive() throws JMSException {
        return alone(opened().receive());
    }

    @Override
    public Message receiveNoWait() throws JMSException {
        return alone(opened().receiveNoWait());
    }

    private MessageConsumer opened() throws JMSException {
        MessageConsumer consumer = open.isPresent() ? open.get() : opening.consumer();
        open = Optional.of(consumer);
        return consumer;
    }

    private Message alone(Message message) throws JMSException {
        if (message != null) {
            close();
        }
        return message;
    }

    @Override
    public void close() throws JMSException {
        if (open.isPresent()) {
            open.get().close();
        }
        open = Optional.empty();
    }

    @Override
    public String getMessageSelector() throws JMSException {
        return opened().getMessageSelector();
    }

    @Override
    public MessageListener getMessageListener() throws JMSException {
        return opened().getMessageListener();
    }

    @Override
    public void setMessageListener(MessageListener listener) throws JMSException {
        throw new JMSException("messages are asked for, one by one");
    }
}
