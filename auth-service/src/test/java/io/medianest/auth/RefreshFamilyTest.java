package io.medianest.auth;

import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.query;
import static io.medianest.auth.Household.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a device and a thief do with the tokens of a family, in whatever order: at most one of them is live; a token
 * that is used again in time gets the same successor; one that is used again too late ends this family and no other.
 */
@QuarkusTest
class RefreshFamilyTest {
    private static final int STEPS = 15;
    private static final String LIVE = "select count(*) from auth.session_tokens"
            + " where family_id = ? and used_at is null and revoked_at is null and expires_at > now()";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void holdsForAnyInterleaving(long seed) {
        Random random = new Random(seed);
        // No other test runs meanwhile: the latest token is the one that was just given out.
        Person person = Household.person(Role.USER);
        Family bystander = new Family(person.refreshToken());
        Family family = new Family(Household.signIn(person.email()).refreshToken());
        for (int step = 0; step < STEPS; step++) {
            family.act(random);
            assertThat(family.live()).as("seed %d: %s", seed, family).isEqualTo(family.ended ? 0 : 1);
        }
        bystander.refreshLatest();
        assertThat(bystander.live()).as("the other family").isEqualTo(1);
    }

    /** What must be true of a family, beside the family itself. */
    private static final class Family {
        private final UUID id;
        /** Every token that was ever given out, in order; the last one is live unless the family has ended. */
        private final List<String> tokens = new ArrayList<>();
        /** Of which tokens the successor may not be had again any more. */
        private final Set<Integer> closed = new TreeSet<>();

        private final List<String> story = new ArrayList<>();
        private boolean ended;

        Family(String first) {
            tokens.add(first);
            id = UUID.fromString(query("select family_id from auth.session_tokens order by created_at desc limit 1")
                    .getFirst());
        }

        void act(Random random) {
            switch (random.nextInt(6)) {
                case 0, 1 -> refreshLatest();
                case 2 -> loseAnAnswer();
                case 3 -> race(2 + random.nextInt(4));
                case 4 -> replay(random.nextInt(tokens.size()));
                default -> waitUntilNoRaceIsGoingOn();
            }
        }

        void refreshLatest() {
            story.add("refresh");
            use(tokens.size() - 1);
        }

        /** The device asks again with the token that it still has. */
        private void loseAnAnswer() {
            story.add("loss");
            int held = tokens.size() - 1;
            use(held);
            use(held);
        }

        private void race(int parties) {
            story.add("race of " + parties);
            String contested = tokens.getLast();
            List<Response> answers = Parallel.run(parties, number -> refresh(contested));
            assertThat(answers).extracting(Response::statusCode).containsOnly(ended ? 401 : 200);
            if (!ended) {
                Set<String> successors = answers.stream()
                        .map(answer -> answer.<String>path("refreshToken"))
                        .collect(Collectors.toSet());
                assertThat(successors).hasSize(1);
                tokens.addAll(successors);
                keepOpen();
            }
        }

        private void replay(int number) {
            story.add("replay of " + number + " of " + tokens.size());
            use(number);
        }

        private void waitUntilNoRaceIsGoingOn() {
            story.add("wait");
            execute(
                    "update auth.session_tokens set successor_until = now() - interval '1 second'"
                            + " where family_id = ? and used_at is not null",
                    id);
            for (int i = 0; i < tokens.size() - 1; i++) {
                closed.add(i);
            }
        }

        private void use(int number) {
            Response answer = refresh(tokens.get(number));
            if (ended || closed.contains(number)) {
                answer.then().statusCode(401);
                ended = true;
            } else {
                answer.then().statusCode(200);
                String successor = answer.path("refreshToken");
                if (number == tokens.size() - 1) {
                    assertThat(tokens).doesNotContain(successor);
                    tokens.add(successor);
                } else {
                    assertThat(successor).as(toString()).isEqualTo(tokens.get(number + 1));
                }
                keepOpen();
            }
        }

        /** However slow the machine is, no time passes but by {@link #waitUntilNoRaceIsGoingOn}. */
        private void keepOpen() {
            execute(
                    "update auth.session_tokens set successor_until = now() + interval '1 hour'"
                            + " where family_id = ? and successor_sealed is not null and successor_until > now()",
                    id);
        }

        int live() {
            return Integer.parseInt(query(LIVE, id).getFirst());
        }

        @Override
        public String toString() {
            return story.toString();
        }
    }
}
