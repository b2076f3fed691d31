package io.medianest.monitor.kuma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KumaMetricsTest {

    @Test
    void monitorsAreRead() {
        assertThat(KumaMetrics.parse("""
                # HELP monitor_status Monitor Status (1 = UP, 0= DOWN, 2= PENDING, 3= MAINTENANCE)
                # TYPE monitor_status gauge
                monitor_status{monitor_id="1",monitor_name="old name",monitor_type="http",monitor_url="http://a"} 1
                monitor_status{monitor_id="1",monitor_name="a \\"b\\" {c}",monitor_type="http",monitor_url="http://a"} 0
                monitor_response_time{monitor_id="1",monitor_name="a",monitor_type="http"} -1
                monitor_status{monitor_id="2",monitor_name="pending",monitor_type="port",monitor_url="null"} 2
                monitor_response_time{monitor_id="2",monitor_name="pending",monitor_type="port"} 12.7
                monitor_status{monitor_id="3",monitor_name="m",monitor_type="dns"} 3
                monitor_status{monitor_id="4",monitor_name="unheard of",monitor_type="dns"} 9
                monitor_uptime_ratio{monitor_id="1",window="1d"} 0.5
                process_cpu_user_seconds_total 3
                """))
                .containsExactly(
                        new KumaMonitor("1", "a", "http", "offline", null),
                        new KumaMonitor("2", "pending", "port", "degraded", 12),
                        new KumaMonitor("3", "m", "dns", "maintenance", null));
    }

    @Test
    void whatIsNoPageOfMetricsHasNone() {
        assertThat(KumaMetrics.parse("<html>monitor_status{monitor_id=\"1\" 1")).isEmpty();
        assertThat(KumaMetrics.parse("")).isEmpty();
    }

    @Test
    void noMoreThanFiveHundredAreTaken() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            page.append("monitor_status{monitor_id=\"%d\",monitor_name=\"m\",monitor_type=\"http\"} 1%n".formatted(i));
        }
        assertThat(KumaMetrics.parse(page.toString())).hasSize(500);
    }
}
