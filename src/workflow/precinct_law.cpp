#include "workflow/precinct_law.h"

#include "law/clock_event.h"
#include "law/petitioner.h"
#include "workflow/contest_law.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

std::string place_words(const Operation& operation, const PrecinctPetition& petition) {
  const auto county = operation.setup.counties.find(petition.county);
  const auto unit = operation.commitment.units.find(petition.unit);
  return fmt::format("{} County, district {}",
                     county == operation.setup.counties.end() ? petition.county : county->second,
                     unit == operation.commitment.units.end() ? petition.unit : unit->second.name);
}

// What speaks for a petition and what against it, in words.
struct Weighing {
  std::vector<std::string> causes;
  std::vector<std::string> against;
  std::vector<std::string> in_favour;

  void object(const char* cause, std::string words) {
    causes.emplace_back(cause);
    against.push_back(std::move(words));
  }
};

void weigh_signers(const Operation& operation, const PrecinctRule& rule,
                   const PrecinctPetition& petition, Weighing& weighing) {
  std::set<std::string> seen;
  std::int64_t good = 0;
  std::vector<std::string> apart;
  bool elsewhere = false;
  for (std::size_t i = 0; i < petition.signers.size(); ++i) {
    const Signer& signer = petition.signers[i];
    if (!seen.insert(signer.voter).second) {
      apart.push_back(fmt::format("signer {} is on it twice", i + 1));
    } else if (signer.unit != petition.unit) {
      elsewhere = true;
      apart.push_back(
          fmt::format("signer {} is registered in {}, not in this district", i + 1, signer.unit));
    } else {
      ++good;
    }
  }
  const std::string aside = apart.empty() ? "" : fmt::format(" ({})", fmt::join(apart, "; "));
  if (good >= rule.signers) {
    weighing.in_favour.push_back(fmt::format("{} electors of this district{}", good, aside));
    return;
  }
  weighing.object(
      elsewhere ? "elsewhere" : "signers",
      fmt::format("{} of {} signers count{}: {} electors of this district needed ({})", good,
                  petition.signers.size(), aside, rule.signers, place_words(operation, petition)));
}

void weigh_district(const Operation& operation, const PrecinctPetition& petition,
                    Weighing& weighing) {
  const auto& units = operation.commitment.units;
  const auto unit = units.find(petition.unit);
  const bool listed = std::any_of(units.begin(), units.end(), [&](const auto& each) {
    return each.second.county == petition.county;
  });
  if (listed && (unit == units.end() || unit->second.county != petition.county)) {
    weighing.object("unit", fmt::format("{} is not a district of this county", petition.unit));
  }
  for (const PrecinctPetition& other : operation.opening.petitions.precincts) {
    if (other.unit != petition.unit || other.county != petition.county) continue;
    if (other.verdict() != PrecinctVerdict::Accepted) continue;
    weighing.object("again", "this district is recounted already, on petition " + other.number);
    return;
  }
}

void weigh_clock(const Operation& operation, const PrecinctRule& rule,
                 const PrecinctPetition& petition, Weighing& weighing) {
  const base::LocalTime filed_at = *base::LocalTime::parse(petition.filed_at);
  const law::Deadline deadline =
      county_deadline(operation, rule, computed_in(operation, rule, petition.county), filed_at);
  switch (deadline.status) {
    case law::DeadlineStatus::Passed:
      weighing.object("late",
                      fmt::format("late: filed {}; {}", words_of(filed_at), deadline.words));
      return;
    case law::DeadlineStatus::Open:
    case law::DeadlineStatus::Today:
      weighing.in_favour.push_back(
          fmt::format("filed {}, in time: {}", words_of(filed_at), deadline.words));
      return;
    case law::DeadlineStatus::Unknown:
      if (!weighing.causes.empty()) return;
      weighing.object(
          "clock",
          fmt::format("whether it is in time is not known: no day is recorded for this: {}",
                      law::clock_event(rule.event)->words));
      return;
  }
}

// A price of each petition that the law names is paid with it: one without is none.
void weigh_deposit(const PrecinctRule& rule, const std::string& deposit, Weighing& weighing) {
  const law::FeeRule& fee = rule.statute->fee;
  if (!deposit.empty() || fee.unit != law::FeeUnit::Precinct || !fee.amount) return;
  const law::PriceList list = law::prices_of(fee);
  weighing.object("deposit", fmt::format("nothing was paid with it; the law asks {}: {}", list.kind,
                                         fmt::join(list.prices, "; ")));
}

std::optional<std::int64_t> fee_of(const PrecinctRule& rule, const std::string& deposit) {
  const law::FeeRule& fee = rule.statute->fee;
  if (fee.unit != law::FeeUnit::Precinct) return std::nullopt;
  for (const law::FeeTier& tier : fee.schedule) {
    const bool chosen = !deposit.empty() && tier.what.find(deposit) != std::string::npos;
    if (chosen && tier.amount) return tier.amount->value();
  }
  if (!deposit.empty() || !fee.amount) return std::nullopt;
  return fee.amount->value();
}

bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<PrecinctRule> precinct_rule(const Operation& operation) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr) return std::nullopt;
  const auto signers = law::voters_of_each_precinct(statute->petition.who);
  if (!signers) return std::nullopt;
  for (const law::DeadlineRule& deadline : statute->petition.deadlines) {
    if (!deadline.step.empty() || deadline.terms.empty()) continue;
    const std::string& event = deadline.terms.front().event;
    const law::ClockEvent* clock = law::clock_event(event);
    if (clock == nullptr || clock->clock != law::CountyClock::EachCounty) continue;
    return PrecinctRule{statute, *signers, event, law_facts(operation, {})};
  }
  return std::nullopt;
}

law::Deadline county_deadline(const Operation& operation, const PrecinctRule& rule,
                              std::optional<election::Moment> computed,
                              std::optional<base::LocalTime> as_of) {
  law::Facts facts = rule.facts;
  if (computed) facts.events.insert_or_assign(rule.event, *computed);
  return law::apply(*rule.statute, facts, operation.law->calendars(), as_of).petition.deadline;
}

std::optional<election::Moment> computed_in(const Operation& operation, const PrecinctRule& rule,
                                            const std::string& county) {
  const CalendarEntry* entry = operation.opening.plan.on_calendar(rule.event, county);
  if (entry == nullptr) return std::nullopt;
  return entry->moment;
}

PrecinctFinding find_precinct(const Operation& operation, const PrecinctRule& rule,
                              const PrecinctPetition& petition, const std::string& deposit) {
  Weighing weighing;
  weigh_signers(operation, rule, petition, weighing);
  weigh_district(operation, petition, weighing);
  weigh_deposit(rule, deposit, weighing);
  weigh_clock(operation, rule, petition, weighing);
  PrecinctFinding finding;
  finding.causes = weighing.causes;
  finding.fee_cents = fee_of(rule, deposit);
  if (!weighing.causes.empty()) {
    finding.verdict =
        weighing.causes.front() == "clock" ? PrecinctVerdict::Waiting : PrecinctVerdict::Refused;
    if (finding.verdict == PrecinctVerdict::Refused) finding.fee_cents.reset();
    finding.words = fmt::format("{}", fmt::join(weighing.against, "; "));
    return finding;
  }
  finding.verdict = PrecinctVerdict::Accepted;
  const DistrictEquipment* equipment = equipment_of(operation, petition.unit, petition.county);
  if (equipment != nullptr && equipment->paper == PaperKind::None) {
    weighing.in_favour.emplace_back(kNoPaperWords);
  }
  finding.words = fmt::format("{}", fmt::join(weighing.in_favour, "; "));
  return finding;
}

bool clock_decides(const PrecinctDecision& decision) {
  if (decision.verdict == PrecinctVerdict::Withdrawn) return false;
  return std::all_of(decision.causes.begin(), decision.causes.end(),
                     [](const std::string& cause) { return cause == "late" || cause == "clock"; });
}

const DistrictEquipment* equipment_of(const Operation& operation, const std::string& unit,
                                      const std::string& county) {
  const auto& stated = operation.opening.petitions.equipment;
  auto found = stated.find(unit);
  if (found == stated.end()) found = stated.find(county);
  return found == stated.end() ? nullptr : &found->second;
}

bool is_voter_reference(const std::string& text) {
  const bool is_hash = text.size() >= 16 && text.size() <= 64 &&
                       std::all_of(text.begin(), text.end(), is_hexadecimal);
  if (is_hash) return true;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z') ++at;
  if (at < 1 || at > 3) return false;
  if (at < text.size() && text[at] == '-') ++at;
  const std::size_t digits = text.size() - at;
  return digits >= 1 && digits <= 12 &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_digit);
}

}  // namespace recanvass::workflow
