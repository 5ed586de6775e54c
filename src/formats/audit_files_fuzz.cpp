#include "base/fuzz.h"
#include "formats/audit_ask.h"
#include "formats/card_readings.h"
#include "formats/fuzz.h"

namespace recanvass::formats {

void fuzz_audit_ask(std::string_view bytes) {
  const auto ask = read_audit_ask(bytes, "audit.toml");
  if (!ask) return base::check_refusal(ask.problems());
  RECANVASS_CHECK(ask->risk_limit > 0.0 && ask->risk_limit < 1.0);
  for (const AskedContest& contest : ask->contests) {
    RECANVASS_CHECK(!contest.risk_limit ||
                    (*contest.risk_limit > 0.0 && *contest.risk_limit < 1.0));
    for (const auto& [choice, votes] : contest.votes) RECANVASS_CHECK(votes >= 0);
  }
}

// Readings of a contest without ranks, and of one with them.
void fuzz_readings(std::string_view bytes) {
  const auto typed = read_card_readings(std::string(bytes), "readings.csv");
  if (!typed) return base::check_refusal(typed.problems());
  election::CardContest contest{{"1"}, "Mayor", 2, 0, 1, {}};
  for (const char* name : {"Ada", "Ben", "Cy"}) {
    contest.choices.push_back({{name}, name, election::CardChoiceKind::Named});
  }
  for (const std::int32_t ranks : {0, 3}) {
    contest.ranks = ranks;
    for (const TypedReading& reading : typed->readings) {
      const auto said = read_card_reading(contest, reading);
      if (!said) {
        base::check_refusal(said.problems());
        continue;
      }
      for (const election::Mark& mark : said->marks) {
        RECANVASS_CHECK(mark.choice < contest.choices.size() ||
                        mark.choice == election::kInvalidWriteIn);
        RECANVASS_CHECK(mark.votes > 0 && (ranks > 0 || mark.rank == 0));
      }
    }
  }
}

}  // namespace recanvass::formats
