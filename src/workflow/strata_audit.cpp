#include "workflow/strata_audit.h"

#include "formats/confined_import.h"
#include "formats/name_map.h"
#include "formats/problem_list.h"
#include "report/assertions_report.h"
#include "tabulate/profile.h"
#include "tabulate/rule_limits.h"
#include "tabulate/votes.h"
#include "workflow/audit_paper.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace recanvass::workflow {
namespace {

using audit::MeasureDesign;
using base::Json;
using base::Rational;
using election::CardCount;
using formats::AskedContest;
using formats::AskedStratum;

std::optional<election::BallotManifest> one_manifest(const std::filesystem::path& path,
                                                     formats::ProblemList& problems) {
  auto read = formats::read_files_confined({path});
  if (!read) {
    problems.add_all(read.problems());
    return std::nullopt;
  }
  if (read->manifests.size() == 1) return read->manifests.front().manifest;
  problems.add({"audit.manifest",
                {path.string(), 0, ""},
                fmt::format("{} manifests", read->manifests.size()),
                "one ballot manifest",
                "Name the file that lists the batches and their cards."});
  return std::nullopt;
}

class StrataAsserting {
 public:
  StrataAsserting(const std::string& ask_text, formats::AuditAsk ask,
                  std::vector<StratumFiles> files)
      : asked_(std::move(ask)), files_(std::move(files)) {
    audit_.ask_text = ask_text;
  }

  base::Result<StrataAudit> run() {
    check_ask();
    if (!problems_.empty()) return problems_.take();
    name_choices();
    for (std::size_t s = 0; s < files_.size(); ++s) add_stratum(s);
    if (!problems_.empty()) return problems_.take();
    auto whole = assert_whole();
    if (!whole) return whole.problems();
    audit_.asserted = std::move(whole->contests.front());
    audit_.asserted.risk_function = function();
    add_claims();
    const auto first = audit::first_strata_round(audit_.measure);
    if (!audit_.asserted.assertions.empty()) {
      if (!first) return first.problems();
      audit_.first_round = *first;
    }
    return std::move(audit_);
  }

 private:
  void check_ask();
  void name_choices();
  void add_stratum(std::size_t at);
  void add_recorded(std::size_t at, AuditOfStratum& stratum);
  std::optional<std::uint32_t> contest_of(std::size_t at);
  std::size_t choice_named(const std::string& name);
  base::Result<AuditAssertions> assert_whole();
  void add_claims();
  [[nodiscard]] Rational recorded_mean(const AuditOfStratum& stratum,
                                       const audit::Assorter& assorter) const;
  [[nodiscard]] const AskedContest& contest() const { return asked_.contests.front(); }
  [[nodiscard]] tabulate::Rule rule() const {
    return contest().rule.value_or(tabulate::usual_rule());
  }
  [[nodiscard]] std::string function() const {
    const std::string named = contest().risk_function.value_or(asked_.risk_function);
    return named == audit::kDefaultRiskFunction ? std::string(audit::kStrataFunction) : named;
  }
  void refuse(const char* cause, std::int64_t line, const std::string& place, std::string found,
              std::string wanted, std::string mend) {
    problems_.add(
        {cause, {asked_.file, line, place}, std::move(found), std::move(wanted), std::move(mend)});
  }

  formats::AuditAsk asked_;
  std::vector<StratumFiles> files_;
  std::vector<std::uint32_t> index_of_;  // of the contest, in each stratum's records
  std::vector<std::string> choices_;  // of the contest
  StrataAudit audit_;
  formats::ProblemList problems_;
};

void StrataAsserting::check_ask() {
  if (!asked_.by_strata) {
    refuse("ask.strata", 0, "design", "an audit of another design", "design = \"strata\"",
           "Write it with its strata, or take --contests.");
  }
  if (asked_.contests.size() != 1) {
    refuse("ask.strata", 0, "contest", fmt::format("{} contests", asked_.contests.size()),
           "one contest, which all strata carry", "Audit other contests by themselves.");
  }
  if (asked_.domain != audit::DomainSettings() || !asked_.rounds.empty()) {
    refuse("ask.strata", 0, asked_.rounds.empty() ? "styles, cards or pools" : "rounds",
           "a setting for single cards", "none: every stratum is about all cards of its manifest",
           "Leave it out; say sizes when drawing.");
  }
}

std::size_t StrataAsserting::choice_named(const std::string& name) {
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    if (formats::equal_but_for_case(choices_[i], name)) return i;
  }
  choices_.push_back(name);
  return choices_.size() - 1;
}

std::optional<std::uint32_t> StrataAsserting::contest_of(std::size_t at) {
  const auto& contests = files_[at].records->store.contests();
  std::optional<std::uint32_t> found;
  std::size_t many = 0;
  for (std::uint32_t i = 0; i < contests.size(); ++i) {
    const bool is = contests[i].id.text == contest().name ||
                    formats::equal_but_for_case(contests[i].name, contest().name);
    if (!is) continue;
    found = i;
    ++many;
  }
  if (many == 1 && contests[*found].ranks == 0 && contests[*found].vote_unit == 1) return found;
  std::vector<std::string> names;
  for (const auto& one : contests) names.push_back(one.name);
  refuse("strata.contest", asked_.strata[at].line, asked_.strata[at].name,
         many == 1
             ? "a contest of ranks or parts of votes"
             : fmt::format("{} contests of the name {}", many, formats::quote(contest().name)),
         "one contest of whole votes in its records",
         many == 1 ? "A rule that adds up votes is audited over strata."
                   : formats::suggest(contest().name, names, "Write its id."));
  return std::nullopt;
}

// Choices of all strata: of the records in their order, then those that only totals name.
void StrataAsserting::name_choices() {
  index_of_.assign(files_.size(), 0);
  for (std::size_t s = 0; s < files_.size(); ++s) {
    AuditOfStratum stratum;
    stratum.name = asked_.strata[s].name;
    if (files_[s].records) {
      const auto index = contest_of(s);
      index_of_[s] = index.value_or(0);
      if (!index) continue;
      for (const auto& choice : files_[s].records->store.contests()[*index].choices) {
        const std::size_t at = choice_named(choice.name);
        if (std::ranges::find(stratum.choice_of, at) != stratum.choice_of.end()) {
          refuse("strata.choice", asked_.strata[s].line, stratum.name,
                 "two choices " + formats::quote(choice.name), "a name for each choice",
                 "Rename one in the records.");
        }
        stratum.choice_of.push_back(static_cast<audit::ChoiceIndex>(at));
      }
    }
    for (const auto& [name, votes] : asked_.strata[s].votes) choice_named(name);
    audit_.strata.push_back(std::move(stratum));
  }
}

void StrataAsserting::add_stratum(std::size_t at) {
  if (!problems_.empty()) return;
  AuditOfStratum& stratum = audit_.strata[at];
  stratum.votes.assign(choices_.size(), 0);
  const std::int64_t cards = files_[at].manifest.manifest.cards().value();
  if (files_[at].records) {
    add_recorded(at, stratum);
  } else {
    for (const auto& [name, votes] : asked_.strata[at].votes) {
      stratum.votes[choice_named(name)] = votes;
    }
  }
  const std::int64_t all =
      std::accumulate(stratum.votes.begin(), stratum.votes.end(), std::int64_t{0});
  const std::int64_t largest = *std::ranges::max_element(stratum.votes);
  if (largest > cards || all > cards * contest().vote_for || cards == 0) {
    refuse("ask.votes", asked_.strata[at].line, stratum.name,
           fmt::format("{} votes for all, {} for one, on {} cards", all, largest, cards),
           "no more votes than its cards can give",
           "Correct the votes, the manifest, or vote_for.");
  }
  stratum.files = std::move(files_[at]);
}

void StrataAsserting::add_recorded(std::size_t at, AuditOfStratum& stratum) {
  const election::CardStore& store = files_[at].records->store;
  const AuditManifest& manifest = files_[at].manifest;
  const auto without = cards_without_record(
      manifest.manifest, manifest.made_from.empty() ? "" : manifest.made_from.front().name, store);
  if (!without) return problems_.add_all(without.problems());
  audit::DomainSettings settings;
  settings.style = audit::StyleUse::AllCards;
  settings.cards_at_most = manifest.manifest.cards();
  auto domain = audit::AuditDomain::make(store, settings);
  if (!domain) return problems_.add_all(domain.problems());
  stratum.assertions.domain = std::move(domain).value();
  const tabulate::Profile profile = tabulate::profile_of(store, index_of_[at]);
  election::CardContest counted = profile.contest();
  counted.vote_for = contest().vote_for;
  const auto tally = tabulate::tally_votes(profile, tabulate::votes_max_of(rule(), counted));
  for (std::size_t i = 0; i < stratum.choice_of.size(); ++i) {
    stratum.votes[stratum.choice_of[i]] += tally.votes[i].value();
  }
}

base::Result<AuditAssertions> StrataAsserting::assert_whole() {
  formats::AuditAsk ask = asked_;
  ask.by_strata = false;
  ask.strata.clear();
  ask.risk_function = audit::kDefaultRiskFunction;
  AskedContest& one = ask.contests.front();
  one.risk_function.reset();
  std::int64_t cards = 0;
  for (const AuditOfStratum& stratum : audit_.strata) {
    cards += stratum.files.manifest.manifest.cards().value();
  }
  one.cards = CardCount(cards);
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    std::int64_t votes = 0;
    for (const AuditOfStratum& stratum : audit_.strata) votes += stratum.votes[i];
    one.votes.emplace_back(choices_[i], votes);
  }
  return assert_reported(audit_.ask_text, std::move(ask), nullptr);
}

// The mean of a claim over a stratum's records, those of phantoms worth one half.
Rational StrataAsserting::recorded_mean(const AuditOfStratum& stratum,
                                        const audit::Assorter& assorter) const {
  const audit::AssertedContest& local = stratum.assertions.contests.front();
  const election::CardStore& store = stratum.files.records->store;
  const tabulate::Profile profile = tabulate::profile_of(store, local.index);
  base::Wide sum = 0;
  std::vector<election::Mark> marks;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const tabulate::Profile::Line line = profile.at(i);
    marks.assign(line.marks.begin(), line.marks.end());
    for (election::Mark& mark : marks) {
      if (mark.choice < stratum.choice_of.size()) mark.choice = stratum.choice_of[mark.choice];
    }
    sum += static_cast<base::Wide>(assorter.numerator({line.state, marks})) * line.cards.value();
  }
  const std::int64_t without = local.domain.without.value();
  const std::int64_t phantoms = local.domain.phantoms.value();
  sum += static_cast<base::Wide>(assorter.numerator_without()) * without;
  sum += static_cast<base::Wide>(assorter.half_numerator()) * phantoms;
  return Rational(static_cast<std::int64_t>(sum),
                  assorter.denominator() * local.domain.cards().value());
}

void StrataAsserting::add_claims() {
  const auto& proved = audit_.asserted.assertions;
  audit::StratifiedMeasure& measure = audit_.measure;
  measure.contest = audit_.asserted.contest.name;
  measure.risk_limit = audit_.asserted.risk_limit;
  measure.risk_function = function();
  for (const audit::ProvedAssertion& one : proved) {
    measure.assertions.push_back({one.assertion, one.assorter_margin, {}});
  }
  for (std::size_t s = 0; s < audit_.strata.size(); ++s) {
    AuditOfStratum& stratum = audit_.strata[s];
    const bool compared = stratum.files.records.has_value();
    const CardCount cards = stratum.files.manifest.manifest.cards();
    audit::AssertedContest local = audit_.asserted;
    local.design = compared ? MeasureDesign::Comparison : MeasureDesign::Polling;
    local.domain = {cards, CardCount(0), CardCount(0)};
    if (compared) {
      local.index = index_of_[s];
      local.domain = stratum.assertions.domain->contest(local.index);
    }
    stratum.assertions.contests.push_back(std::move(local));
    measure.strata.push_back(
        {stratum.name, compared ? MeasureDesign::Comparison : MeasureDesign::Polling, cards});
    for (std::size_t i = 0; i < proved.size(); ++i) {
      audit::StratumClaim claim;
      const audit::Assorter& assorter = proved[i].assertion.assorter;
      if (compared) claim.recorded_mean = recorded_mean(stratum, assorter);
      if (proved[i].votes) {
        const auto& weights = std::get<audit::SumClaim>(assorter.claim()).weights;
        const auto votes_of = [&](int weight) {
          const auto at = std::ranges::find(weights, Rational(weight)) - weights.begin();
          return stratum.votes[static_cast<std::size_t>(at)];
        };
        claim.votes = audit::TwoVotes{votes_of(1), votes_of(-1)};
      }
      measure.assertions[i].strata.push_back(std::move(claim));
    }
  }
}

Json stratum_json(const StrataAudit& audit, std::size_t at) {
  const AuditOfStratum& stratum = audit.strata[at];
  const bool compared = stratum.files.records.has_value();
  Json votes = Json::object();
  for (std::size_t i = 0; i < stratum.votes.size(); ++i) {
    votes[audit.asserted.contest.choices[i].name] = stratum.votes[i];
  }
  const std::int64_t phantoms = stratum.assertions.contests.front().domain.phantoms.value();
  Json json = {{"name", stratum.name},
               {"design", compared ? "comparison" : "polling"},
               {"cards", audit.measure.strata[at].cards.value()},
               {"phantoms", phantoms},
               {"votes", std::move(votes)},
               {"records", compared ? files_json(stratum.files.records->made_from) : Json::array()},
               {"manifest", files_json(stratum.files.manifest.made_from)},
               {"first_round", nullptr}};
  if (audit.first_round) json["first_round"] = (*audit.first_round)[at];
  return json;
}

}  // namespace

base::Result<std::vector<StratumFiles>> read_strata_files(const formats::AuditAsk& ask,
                                                          const std::filesystem::path& folder) {
  formats::ProblemList problems;
  std::vector<StratumFiles> files;
  for (const AskedStratum& stratum : ask.strata) {
    StratumFiles one;
    const std::filesystem::path manifest = folder / stratum.manifest;
    auto hashed = formats::hash_files({manifest});
    if (!hashed) problems.add_all(hashed.problems());
    if (auto read = one_manifest(manifest, problems); read && hashed) {
      one.manifest = {std::move(*read), std::move(hashed).value()};
    }
    if (!stratum.records.empty()) {
      std::vector<std::filesystem::path> paths;
      for (const std::string& path : stratum.records) paths.push_back(folder / path);
      auto records = read_audit_records(paths);
      if (records) {
        one.records = std::move(records).value();
      } else {
        problems.add_all(records.problems());
      }
    }
    files.push_back(std::move(one));
  }
  if (!problems.empty()) return problems.take();
  return files;
}

base::Result<StrataAudit> assert_strata(const std::string& ask_text, const std::string& ask_file,
                                        std::vector<StratumFiles> files) {
  auto ask = formats::read_audit_ask(ask_text, ask_file);
  if (!ask) return ask.problems();
  return StrataAsserting(ask_text, std::move(ask).value(), std::move(files)).run();
}

Json strata_assertions_document(const StrataAudit& audit) {
  Json contest = report::assertions_json(audit.asserted);
  contest["design"] = "strata";
  Json strata = Json::array();
  for (std::size_t s = 0; s < audit.strata.size(); ++s) strata.push_back(stratum_json(audit, s));
  return {{"schema", "recanvass.strata-assertions/1"},
          {"ask", audit.ask_text},
          {"contest", std::move(contest)},
          {"strata", std::move(strata)}};
}

base::Problems strata_document_problems(const Json& document, const std::string& file,
                                        const StrataAudit& audit) {
  if (!document.is_object() ||
      document.value("schema", Json()) != Json("recanvass.strata-assertions/1")) {
    return {{"assertions.document",
             {file, 0, ""},
             "another document",
             "what `recanvass assertions --strata FILE -o FILE` wrote",
             "Name that file."}};
  }
  const std::string differs = first_difference(document, strata_assertions_document(audit));
  if (differs.empty()) return {};
  return {{"assertions.differ",
           {file, 0, differs},
           "another value than the strata's files give",
           "the document as it was made, with its files",
           "Take the files that were published before the seed."}};
}

}  // namespace recanvass::workflow
