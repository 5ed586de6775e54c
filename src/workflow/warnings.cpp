#include "workflow/warnings.h"

#include "base/date.h"
#include "base/figures.h"
#include "workflow/body.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

// Times are UTC to the second: of those a minute apart by their text one may be a second earlier.
bool is_behind(const std::string& time, const std::string& latest) {
  const auto one = base::LocalTime::parse(time.substr(0, 16));
  const auto other = base::LocalTime::parse(latest.substr(0, 16));
  if (!one || !other) return time < latest;
  return one->plus_minutes(1) < *other;
}

// Whoever rules on them needs the count opened again, by two persons.
std::string open_exhibits(const Operation& operation, const std::string& unit) {
  constexpr std::size_t kNamed = 20;
  std::vector<std::string> exhibits;
  for (const auto& [id, challenge] : operation.judging.challenges.by_exhibit) {
    const auto batch = operation.commitment.batches.find(challenge.batch);
    if (batch == operation.commitment.batches.end() || batch->second.unit != unit) continue;
    if (challenge.status() == ChallengeStatus::Open) exhibits.push_back(id);
  }
  if (exhibits.empty()) return {};
  const auto all = static_cast<std::int64_t>(exhibits.size());
  if (exhibits.size() > kNamed) exhibits.resize(kNamed);
  return fmt::format("{} open in it ({}{}): a ruling needs the count opened again, by two persons",
                     base::counted(all, "challenged ballot is", "challenged ballots are"),
                     fmt::join(exhibits, ", "),
                     all > static_cast<std::int64_t>(kNamed)
                         ? fmt::format(" and {} more", all - static_cast<std::int64_t>(kNamed))
                         : "");
}

struct ListedApart {
  std::string unit;
  std::int64_t listed = 0;
  std::int64_t returned = 0;
};

// Units whose batches hold more or fewer ballots than their returns give.
std::vector<ListedApart> listed_apart(const Operation& operation) {
  std::vector<ListedApart> units;
  for (const auto& [id, unit] : operation.commitment.units) {
    const auto batches = operation.commitment.unit_batches.find(id);
    if (!unit.ballots || batches == operation.commitment.unit_batches.end()) continue;
    std::int64_t listed = 0;
    for (const std::string& batch : batches->second) {
      listed += operation.commitment.batches.at(batch).ballots;
    }
    if (listed != *unit.ballots) units.push_back({id, listed, *unit.ballots});
  }
  return units;
}

// "; batch P1-2 (450) of P2 is what P1 lacks", or nothing: a batch typed under another unit.
std::string misplaced_words(const Operation& operation, const std::vector<ListedApart>& units) {
  for (const ListedApart& lacks : units) {
    const std::int64_t fewer = lacks.returned - lacks.listed;
    if (fewer <= 0) continue;
    for (const ListedApart& has : units) {
      if (has.listed - has.returned != fewer) continue;
      for (const std::string& batch : operation.commitment.unit_batches.at(has.unit)) {
        if (operation.commitment.batches.at(batch).ballots != fewer) continue;
        return fmt::format("; batch {} ({}) of {} is what {} lacks", batch, base::grouped(fewer),
                           has.unit, lacks.unit);
      }
    }
  }
  return {};
}

// Said before the inputs are fixed: afterwards two persons correct them.
std::string listed_apart_words(const Operation& operation) {
  constexpr std::size_t kNamed = 20;
  const std::vector<ListedApart> units = listed_apart(operation);
  if (units.empty()) return {};
  std::vector<std::string> words;
  for (const ListedApart& unit : units) {
    if (words.size() == kNamed) break;
    words.push_back(fmt::format("{} {} in its batches, {} in its returns", unit.unit,
                                base::grouped(unit.listed), base::grouped(unit.returned)));
  }
  return fmt::format(
      "{} with other ballots in their batches than in their returns: {}{}{}",
      base::counted(static_cast<std::int64_t>(units.size()), "unit is fixed", "units are fixed"),
      fmt::join(words, "; "),
      units.size() > kNamed ? fmt::format(" and {} more", units.size() - kNamed) : std::string(),
      misplaced_words(operation, units));
}

}  // namespace

std::vector<std::string> accept_warnings(const Operation& operation, const Command& command) {
  std::vector<std::string> warnings;
  if (is_behind(command.claimed_time, operation.latest_claimed_time)) {
    warnings.push_back(fmt::format("its time {} is before {}, that of an earlier entry",
                                   command.claimed_time, operation.latest_claimed_time));
  }
  std::string words;
  if (command.kind == "count.sign-off") {
    words = open_exhibits(operation, text_in(command.body, "unit"));
  }
  if (command.kind == "commitment.publish") words = listed_apart_words(operation);
  if (!words.empty()) warnings.push_back(std::move(words));
  return warnings;
}

}  // namespace recanvass::workflow
