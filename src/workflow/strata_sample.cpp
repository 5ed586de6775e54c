#include "base/sha256.h"
#include "formats/name_map.h"
#include "formats/problem_list.h"
#include "workflow/audit_measure.h"
#include "workflow/strata_audit.h"

#include <algorithm>
#include <deque>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

// Each stratum has draws of its own: nobody can make two of them go alike.
std::string seed_of(const std::string& seed, const AuditOfStratum& stratum) {
  return seed + "," + stratum.name;
}

audit::DrawMethod method_of(const StrataAudit& audit, std::size_t at) {
  const auto replacement =
      audit::replacement_of(audit.measure.risk_function, audit.measure.strata[at].design);
  return replacement == draw::Replacement::With ? audit::DrawMethod::Counter
                                                : audit::DrawMethod::Numbers;
}

DrawInputs inputs_of(const AuditOfStratum& stratum) {
  return {nullptr, nullptr, &stratum.files.manifest.manifest, stratum.files.manifest.made_from};
}

base::Problem strata_draw_problem(const std::string& file, std::string place) {
  return {"draw.document",
          {file, 0, std::move(place)},
          "another document",
          "a draw of these strata",
          "Name the file that `recanvass draw --strata FILE -o FILE` wrote."};
}

std::string assertions_hash(const StrataAudit& audit) {
  return base::hex(base::sha256(base::pretty_json(strata_assertions_document(audit))));
}

// Records say choices in the order of their file; the contest has all strata's.
class MarksOfContest {
 public:
  explicit MarksOfContest(const AuditOfStratum& stratum) : stratum_(stratum) {}

  audit::Recorded of(const audit::Recorded& recorded) {
    if (recorded.kind != audit::Recorded::Kind::Marking) return recorded;
    const std::span<const election::Mark> had = recorded.said.marks;
    std::vector<election::Mark>& marks = kept_.emplace_back(had.begin(), had.end());
    for (election::Mark& mark : marks) {
      if (mark.choice < stratum_.choice_of.size()) mark.choice = stratum_.choice_of[mark.choice];
    }
    return audit::Recorded::marking({recorded.said.state, marks});
  }

 private:
  const AuditOfStratum& stratum_;
  std::deque<std::vector<election::Mark>> kept_;
};

class StrataReading {
 public:
  StrataReading(const StrataAudit& audit, const StrataDrawn& drawn,
                const formats::TypedReadings& readings)
      : audit_(audit), drawn_(drawn), readings_(readings) {
    by_stratum_.resize(audit.strata.size());
    for (auto& one : by_stratum_) one.file = readings.file;
    for (const AuditOfStratum& one : audit.strata) marks_.emplace_back(one);
  }

  base::Result<MeasuredStrataAudit> run() {
    sort_by_stratum();
    samples_.resize(audit_.strata.size());
    read_from(0);
    if (!problems_.empty()) return problems_.take();
    return std::move(result_);
  }

 private:
  void sort_by_stratum();
  void read_from(std::size_t at);
  void add_sample(std::size_t at, std::span<const audit::MeasuredCard> cards);
  void add_differences(std::size_t at);
  void measure();

  const StrataAudit& audit_;
  const StrataDrawn& drawn_;
  const formats::TypedReadings& readings_;
  std::vector<formats::TypedReadings> by_stratum_;
  std::deque<MarksOfContest> marks_;
  std::vector<audit::StratumSample> samples_;
  formats::ProblemList problems_;
  MeasuredStrataAudit result_;
};

void StrataReading::sort_by_stratum() {
  for (const formats::TypedReading& typed : readings_.readings) {
    const auto found = std::ranges::find_if(audit_.strata, [&](const AuditOfStratum& one) {
      return formats::equal_but_for_case(one.name, typed.stratum);
    });
    if (found != audit_.strata.end()) {
      by_stratum_[static_cast<std::size_t>(found - audit_.strata.begin())].readings.push_back(
          typed);
      continue;
    }
    std::vector<std::string> names;
    for (const AuditOfStratum& one : audit_.strata) names.push_back(one.name);
    problems_.add({"readings.stratum", typed.place,
                   typed.stratum.empty() ? "no stratum" : formats::quote(typed.stratum),
                   "a stratum of the audit, in the column stratum",
                   formats::suggest(typed.stratum, names, "Write its name.")});
  }
}

// What is read of a card lives while its stratum's readings do: one stratum inside the other.
void StrataReading::read_from(std::size_t at) {
  if (at == audit_.strata.size()) {
    if (problems_.empty()) measure();
    return;
  }
  const AuditOfStratum& stratum = audit_.strata[at];
  const AuditRecords* records = stratum.files.records ? &*stratum.files.records : nullptr;
  bool read = false;
  const auto found = with_cards_read(stratum.assertions, records, drawn_.strata[at],
                                     by_stratum_[at], [&](auto cards) {
                                       read = true;
                                       add_sample(at, cards);
                                       read_from(at + 1);
                                     });
  for (base::Problem problem : found) {
    problem.place.column = stratum.name + ": " + problem.place.column;
    problems_.add(std::move(problem));
  }
  if (!read) read_from(at + 1);
}

void StrataReading::add_sample(std::size_t at, std::span<const audit::MeasuredCard> cards) {
  audit::StratumSample& sample = samples_[at];
  std::set<std::uint64_t> different;
  for (audit::MeasuredCard card : cards) {
    card.recorded = marks_[at].of(card.recorded);
    different.insert(*card.paper);
    sample.cards.push_back(std::move(card));
  }
  for (const audit::DrawRound& round : drawn_.strata[at].plan.rounds) {
    sample.round_ends.push_back(round.cards);
  }
  result_.cards_read.push_back(std::ssize(different));
}

void StrataReading::add_differences(std::size_t at) {
  const audit::StratifiedMeasure& measure = audit_.measure;
  if (measure.strata[at].design != audit::MeasureDesign::Comparison) return;
  std::set<std::string> told;
  for (const audit::MeasuredCard& card : samples_[at].cards) {
    StratumDifference worst{at, card.name, 0, base::Rational(0)};
    bool differs = false;
    for (std::size_t i = 0; i < measure.assertions.size(); ++i) {
      const audit::OverstatementAssorter compare(measure.assertions[i].assertion.assorter,
                                                 measure.assertions[i].assorter_margin,
                                                 audit::StyleUse::AllCards);
      const base::Rational over = compare.overstatement(card.recorded, card.found);
      if (over == base::Rational(0)) continue;
      if (!differs || over > worst.overstatement) worst = {at, card.name, i, over};
      differs = true;
    }
    if (differs && told.insert(card.name).second) result_.differences.push_back(std::move(worst));
  }
}

void StrataReading::measure() {
  auto measured = audit::measure_strata(audit_.measure, samples_);
  if (!measured) return problems_.add_all(measured.problems());
  result_.measured = std::move(measured).value();
  for (std::size_t at = 0; at < audit_.strata.size(); ++at) add_differences(at);
}

}  // namespace

base::Result<StrataDrawn> draw_strata(const StrataAudit& audit, const std::string& seed,
                                      const std::vector<std::vector<std::int64_t>>& rounds,
                                      base::Executor& executor) {
  StrataDrawn drawn{seed, {}};
  base::Problems problems;
  for (std::size_t at = 0; at < audit.strata.size(); ++at) {
    audit::DrawPlan plan{method_of(audit, at), seed_of(seed, audit.strata[at]), "", {}};
    for (const std::vector<std::int64_t>& round : rounds) {
      plan.rounds.push_back({static_cast<std::uint64_t>(round.at(at)), {}});
    }
    auto one = draw_audit(inputs_of(audit.strata[at]), plan, executor);
    if (one) {
      drawn.strata.push_back(std::move(one).value());
      continue;
    }
    for (base::Problem problem : one.problems()) {
      problem.place.column = audit.strata[at].name + ": " + problem.place.column;
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return problems;
  return drawn;
}

Json strata_draw_document(const StrataAudit& audit, const StrataDrawn& drawn) {
  Json strata = Json::array();
  for (std::size_t at = 0; at < audit.strata.size(); ++at) {
    strata.push_back({{"name", audit.strata[at].name},
                      {"draw", draw_document(inputs_of(audit.strata[at]), drawn.strata[at])}});
  }
  return {{"schema", "recanvass.strata-draw/1"},
          {"seed", drawn.seed},
          {"assertions_sha256", assertions_hash(audit)},
          {"strata", std::move(strata)}};
}

base::Result<StrataDrawn> strata_draw_of_document(const Json& document, const std::string& file,
                                                  const StrataAudit& audit,
                                                  base::Executor& executor) {
  const bool is_one =
      document.is_object() && document.value("schema", Json()) == Json("recanvass.strata-draw/1") &&
      document.value("seed", Json()).is_string() && document.value("strata", Json()).is_array() &&
      document.at("strata").size() == audit.strata.size();
  if (!is_one) return strata_draw_problem(file, "");
  std::vector<std::vector<std::int64_t>> rounds;
  for (std::size_t at = 0; at < audit.strata.size(); ++at) {
    const Json& one = document.at("strata")[at];
    const Json draw = one.is_object() ? one.value("draw", Json()) : Json();
    const auto plan = plan_of_document(draw, file);
    if (!plan) return plan.problems();
    rounds.resize(std::max(rounds.size(), plan->rounds.size()));
    if (plan->rounds.size() != rounds.size()) return strata_draw_problem(file, "/strata");
    for (std::size_t round = 0; round < rounds.size(); ++round) {
      rounds[round].push_back(static_cast<std::int64_t>(plan->rounds[round].cards));
    }
  }
  for (const auto& round : rounds) {
    if (round.size() != audit.strata.size()) return strata_draw_problem(file, "/strata");
  }
  auto drawn = draw_strata(audit, document.at("seed").get<std::string>(), rounds, executor);
  if (!drawn) return drawn;
  const std::string differs = first_difference(document, strata_draw_document(audit, *drawn));
  if (differs.empty()) return drawn;
  return base::Problem{"draw.differs",
                       {file, 0, differs},
                       "another value than the seed and the strata give",
                       "the draw as it was made",
                       "Take the files that were published before the seed, and this draw."};
}

base::Result<MeasuredStrataAudit> measure_strata_audit(const StrataAudit& audit,
                                                       const StrataDrawn& drawn,
                                                       const formats::TypedReadings& readings) {
  return StrataReading(audit, drawn, readings).run();
}

}  // namespace recanvass::workflow
