package gridwork.platform.outgoing;

import gridwork.platform.BackgroundWork;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each channel has a thread of its own, so that none waits for another's receiver. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutgoingSettings.class)
class OutgoingWorks {
    private record Sender(Sending sending, Channel channel) implements BackgroundWork {
        @Override
        public String name() {
            return "outgoing-" + channel.id();
        }

        @Override
        public int run() {
            return sending.run(channel);
        }
    }

    @Bean
    static BackgroundWork sendPages(Sending sending, InThePage channel) {
        return new Sender(sending, channel);
    }

    @Bean
    static BackgroundWork sendWebhooks(Sending sending, WebhookChannel channel) {
        return new Sender(sending, channel);
    }

    @Bean
    static BackgroundWork sendShortMessages(Sending sending, SmsChannel channel) {
        return new Sender(sending, channel);
    }

    @Bean
    static BackgroundWork sendMail(Sending sending, MailChannel channel) {
        return new Sender(sending, channel);
    }
}
