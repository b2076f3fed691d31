package io.medianest.runtime.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medianest.runtime.address.AddressRule.Permitted;
import io.medianest.runtime.address.RefusedAddressException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    private final AddressRule usual = rule(List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://169.254.0.1",
                "http://[fe80::1]",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]",
                "http://[2002:a9fe:a9fe::1]",
                "http://[::a9fe:a9fe]",
                "http://100.100.100.200",
                "http://168.63.129.16",
                "http://[fd00:ec2::254]",
                "http://0.0.0.0:8080",
                "http://[::]:8080",
                "http://224.0.0.1",
                "http://255.255.255.255",
                "http://metadata.test"
            })
    void whatGivesOutCredentialsOrIsNoHostIsNeverReached(String address) {
        assertThat(refusal(usual, address)).isEqualTo(Reason.NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:32400", "http://192.168.1.5", "https://[::1]:443", "http://8.8.8.8"})
    void aHouseholdIsReachedUnlessTheOperatorSaysOtherwise(String address) {
        assertThat(usual.permit(URI.create(address)).address().isLinkLocalAddress())
                .isFalse();
    }

    @Test
    void theOperatorNamesNetworks() {
        AddressRule strict = rule(List.of("192.168.1.0/24"), List.of("192.168.1.1"));

        assertThat(strict.permit("192.168.1.5", 80).port()).isEqualTo(80);
        assertThat(refusal(strict, "http://192.168.1.1")).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal(strict, "http://192.168.2.5")).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal(strict, "http://[::1]")).isEqualTo(Reason.NOT_ALLOWED);
        assertThatThrownBy(() -> rule(List.of("house"), List.of())).hasMessageContaining("medianest.addresses.allowed");
    }

    @Test
    void ofTheAddressesOfANameAnAllowedOneIsTaken() {
        Permitted permitted = usual.permit("both.test", 80);

        assertThat(permitted.address().getHostAddress()).isEqualTo("10.0.0.7");
        assertThat(permitted.host()).isEqualTo("both.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http:///path", "http://user:secret@127.0.0.1", "tcp://127.0.0.1", "http://127.0.0.1:99999"})
    void whatIsNoAddressIsRefused(String address) {
        assertThat(refusal(usual, address)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anUnknownNameIsToldApart() {
        assertThat(refusal(usual, "http://nowhere.test")).isEqualTo(Reason.UNKNOWN_HOST);
    }

    private static Reason refusal(AddressRule rule, String address) {
        return catchThrowableOfType(RefusedAddressException.class, () -> rule.permit(URI.create(address)))
                .reason();
    }

    private static AddressRule rule(List<String> allowed, List<String> refused) {
        return new AddressRule(new Rule(allowed, refused), AddressRuleTest::look);
    }

    private static InetAddress[] look(String host) throws UnknownHostException {
        return switch (host) {
            case "metadata.test" -> new InetAddress[] {InetAddress.getByName("169.254.169.254")};
            case "both.test" -> new InetAddress[] {InetAddress.getByName("fe80::1"), InetAddress.getByName("10.0.0.7")};
            case "nowhere.test" -> throw new UnknownHostException(host);
            default -> InetAddress.getAllByName(host);
        };
    }

    private record Rule(List<String> allow, List<String> refuse) implements AddressConfig {
        @Override
        public Optional<List<String>> allowed() {
            return Optional.of(allow);
        }

        @Override
        public Optional<List<String>> refused() {
            return Optional.of(refuse);
        }
    }
}
