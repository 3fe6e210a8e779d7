package org.stagepost.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.8",
                "198.18.0.1",
                "0.1.2.3",
                "255.255.255.255",
                "240.0.0.1",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2002:c0a8:101::1",
                "64:ff9b:1::cb00:7105",
                "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
                "2001::1",
                "2001:0:cb00:7105:ffff:ffff:ffff:ffff"
            })
    void whatIsReachableFromHereOnlyIsNoTarget(String number) {
        assertThat(AddressPolicy.PUBLIC_ONLY.objection(FakeNames.address(number)))
                .contains("is private or loopback");
        assertThat(AddressPolicy.EVERYWHERE.objection(FakeNames.address(number)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.1", "239.1.1.1", "ff02::1", "0.0.0.0", "::"})
    void groupsAndTheUnspecifiedAddressAreNeverATarget(String number) {
        assertThat(AddressPolicy.PUBLIC_ONLY.objection(FakeNames.address(number)))
                .contains("is no address of one host");
        assertThat(AddressPolicy.EVERYWHERE.objection(FakeNames.address(number)))
                .contains("is no address of one host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.5",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2001:db8::1",
                "2001:1::1",
                "64:ff9b:2::1",
                "64:ff9b::cb00:7105",
                "2002:cb00:7105::1"
            })
    void theRestOfTheInternetIs(String number) {
        assertThat(AddressPolicy.PUBLIC_ONLY.objection(FakeNames.address(number)))
                .isEmpty();
    }
}
