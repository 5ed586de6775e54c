#include "workflow/audit_assertions.h"

#include "base/sha256.h"
#include "formats/input_files.h"
#include "formats/name_map.h"
#include "report/assertions_report.h"
#include "workflow/audit_paper.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using audit::AssertedContest;
using audit::ContestAsk;
using formats::AskedContest;

base::Problem asked_problem(const formats::AuditAsk& ask, const AskedContest& contest,
                            const char* cause, std::string found, std::string wanted,
                            std::string mend) {
  return {cause,
          {ask.file, contest.line, contest.name},
          std::move(found),
          std::move(wanted),
          std::move(mend)};
}

// Works out every contest that was asked for.
class Asserting {
 public:
  Asserting(const std::string& ask_text, formats::AuditAsk ask, const AuditRecords* records,
            const AuditManifest* manifest)
      : records_(records), manifest_(manifest) {
    result_.ask_text = ask_text;
    result_.ask = std::move(ask);
    if (manifest != nullptr) result_.manifest_from = manifest->made_from;
  }

  base::Result<AuditAssertions> run() {
    if (records_ == nullptr) {
      for (const AskedContest& contest : result_.ask.contests) add_totals(contest);
      if (result_.ask.contests.empty()) {
        problems_.push_back({"ask.totals",
                             {result_.ask.file, 0, ""},
                             "neither records nor contests",
                             "cast vote records, or contests with their votes",
                             "Name the records, or give a file with --contests."});
      }
      if (manifest_ != nullptr && problems_.empty()) {
        problems_ = paper_problems(result_, nullptr, manifest_->manifest, manifest_name(),
                                   DrawnFrom::Manifest);
      }
    } else {
      find_contests();
      compare_paper();
      if (problems_.empty()) make_domain();
      if (problems_.empty()) assert_all();
    }
    if (!problems_.empty()) return problems_;
    return std::move(result_);
  }

 private:
  void find_contests();
  void compare_paper();
  [[nodiscard]] std::string manifest_name() const {
    return manifest_->made_from.empty() ? "" : manifest_->made_from.front().name;
  }
  void make_domain();
  void assert_all();
  void add_totals(const AskedContest& contest);
  ContestAsk ask_of(const AskedContest* asked, const election::CardContest& contest);
  std::optional<audit::ChoiceIndex> choice_named(const AskedContest& asked,
                                                 const election::CardContest& contest,
                                                 const std::string& name);
  void keep(base::Result<AssertedContest> asserted, const AskedContest* asked);

  const AuditRecords* records_;
  const AuditManifest* manifest_;
  election::CardCount without_record_;  // cards of the manifest
  AuditAssertions result_;
  std::vector<const AskedContest*> asked_of_;  // by contest of the store; null: not named
  base::Problems problems_;
};

void Asserting::find_contests() {
  const auto& contests = records_->store.contests();
  asked_of_.assign(contests.size(), nullptr);
  for (const AskedContest& asked : result_.ask.contests) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < contests.size(); ++i) {
      const bool is = contests[i].id.text == asked.name ||
                      formats::equal_but_for_case(contests[i].name, asked.name);
      if (is) found.push_back(i);
    }
    if (found.size() != 1 || asked_of_[found.front()] != nullptr) {
      std::vector<std::string> names;
      for (const auto& contest : contests) names.push_back(contest.name);
      problems_.push_back(asked_problem(
          result_.ask, asked, "ask.contest", fmt::format("{} contests of that name", found.size()),
          "one contest of the records, once",
          formats::suggest(asked.name, names, "Write its id where two have one name.")));
      continue;
    }
    asked_of_[found.front()] = &asked;
    if (!asked.votes.empty()) {
      problems_.push_back(asked_problem(result_.ask, asked, "ask.totals", "votes beside records",
                                        "votes only where there are no records",
                                        "Leave votes out: the records are counted."));
    }
  }
}

void Asserting::compare_paper() {
  if (manifest_ == nullptr) return;
  const election::BallotManifest& manifest = manifest_->manifest;
  const auto without = cards_without_record(manifest, manifest_name(), records_->store);
  if (!without) {
    problems_.insert(problems_.end(), without.problems().begin(), without.problems().end());
    return;
  }
  without_record_ = *without;
  const auto bound = result_.ask.domain.cards_at_most;
  if (!bound || *bound >= manifest.cards()) return;
  problems_.push_back(
      {"ask.cards",
       {result_.ask.file, 0, "cards"},
       fmt::format("at most {} cards", bound->value()),
       fmt::format("no fewer than the {} of the manifest", manifest.cards().value()),
       "Correct the bound, or the manifest."});
}

void Asserting::make_domain() {
  audit::DomainSettings settings = result_.ask.domain;
  const auto& known = records_->store.contests();
  // Any contest may be on a card that no record tells of.
  for (std::uint32_t i = 0; i < known.size() && without_record_ > election::CardCount(0); ++i) {
    const election::CardCount carrying = records_->store.carrying(i);
    if (carrying == election::CardCount(0)) continue;
    settings.contest_at_most[known[i].id.text] = carrying + without_record_;
  }
  if (manifest_ != nullptr && !settings.cards_at_most) {
    settings.cards_at_most = manifest_->manifest.cards();
  }
  for (std::size_t i = 0; i < asked_of_.size(); ++i) {
    if (asked_of_[i] == nullptr || !asked_of_[i]->cards) continue;
    settings.contest_at_most[records_->store.contests()[i].id.text] = *asked_of_[i]->cards;
  }
  auto domain = audit::AuditDomain::make(records_->store, settings);
  if (domain) {
    result_.domain = std::move(domain).value();
    return;
  }
  for (base::Problem problem : domain.problems()) {
    if (problem.place.file.empty()) problem.place.file = result_.ask.file;
    problems_.push_back(std::move(problem));
  }
}

std::optional<audit::ChoiceIndex> Asserting::choice_named(const AskedContest& asked,
                                                          const election::CardContest& contest,
                                                          const std::string& name) {
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    const auto& choice = contest.choices[i];
    if (choice.id.text == name || formats::equal_but_for_case(choice.name, name)) {
      return static_cast<audit::ChoiceIndex>(i);
    }
  }
  std::vector<std::string> names;
  for (const auto& choice : contest.choices) names.push_back(choice.name);
  problems_.push_back(asked_problem(result_.ask, asked, "ask.choice", "\"" + name + "\"",
                                    "a choice of the contest",
                                    formats::suggest(name, names, "Write its name or id.")));
  return std::nullopt;
}

ContestAsk Asserting::ask_of(const AskedContest* asked, const election::CardContest& contest) {
  ContestAsk ask;
  ask.rule = tabulate::usual_rule();
  ask.risk_limit = result_.ask.risk_limit;
  ask.risk_function = result_.ask.risk_function;
  ask.rounds_fixed_before_seed = !result_.ask.rounds.empty();
  ask.targeted = result_.ask.contests.empty();
  if (asked == nullptr) return ask;
  if (asked->rule) ask.rule = *asked->rule;
  ask.risk_limit = asked->risk_limit.value_or(ask.risk_limit);
  ask.risk_function = asked->risk_function.value_or(ask.risk_function);
  ask.targeted = asked->targeted;
  if (!asked->winners.empty()) ask.winners.emplace();
  for (const std::string& name : asked->winners) {
    if (const auto choice = choice_named(*asked, contest, name)) ask.winners->push_back(*choice);
  }
  for (const std::string& name : asked->lots) {
    if (const auto choice = choice_named(*asked, contest, name)) ask.lots.push_back(*choice);
  }
  ask.quorum_eligible = asked->quorum_eligible;
  if (asked->quorum_share) ask.quorum_share = *asked->quorum_share;
  if (asked->lists.empty()) return ask;
  tabulate::CandidateLists lists;
  lists.list_of.assign(contest.choices.size(), 0);
  std::vector<char> listed(contest.choices.size(), 0);
  for (const auto& [name, list] : asked->lists) {
    const auto choice = choice_named(*asked, contest, name);
    if (!choice) continue;
    const auto at = std::ranges::find(lists.names, list) - lists.names.begin();
    if (at == std::ssize(lists.names)) lists.names.push_back(list);
    lists.list_of[*choice] = static_cast<std::uint32_t>(at);
    listed[*choice] = 1;
  }
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (listed[i] != 0) continue;
    problems_.push_back(asked_problem(result_.ask, *asked, "ask.choice",
                                      contest.choices[i].name + " on no list",
                                      "a list for every choice", "Add it under lists."));
  }
  ask.lists = std::move(lists);
  return ask;
}

void Asserting::keep(base::Result<AssertedContest> asserted, const AskedContest* asked) {
  if (asserted) {
    result_.contests.push_back(std::move(asserted).value());
    return;
  }
  for (base::Problem problem : asserted.problems()) {
    if (asked != nullptr) {
      problem.place = {result_.ask.file, asked->line, asked->name};
    }
    problems_.push_back(std::move(problem));
  }
}

void Asserting::assert_all() {
  const election::CardStore& store = records_->store;
  result_.made_from = records_->made_from;
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const election::CardContest& contest = store.contests()[i];
    const AskedContest* asked = asked_of_[i];
    const std::size_t had = problems_.size();
    const ContestAsk ask = ask_of(asked, contest);
    if (problems_.size() > had) continue;
    // Ranks need a rule of the place: none is guessed.
    if (contest.ranks > 0 && (asked == nullptr || !asked->rule)) {
      AssertedContest unasked;
      unasked.index = i;
      unasked.contest = contest;
      unasked.rule = ask.rule;
      unasked.targeted = false;
      unasked.risk_limit = ask.risk_limit;
      unasked.risk_function = ask.risk_function;
      unasked.outcome = "not counted";
      unasked.words = "its choices are ranked, and no rule is named for it";
      unasked.domain = result_.domain->contest(i);
      result_.contests.push_back(std::move(unasked));
      continue;
    }
    keep(audit::assert_contest(store, i, *result_.domain, result_.ask.design, ask), asked);
  }
}

void Asserting::add_totals(const AskedContest& contest) {
  if (contest.votes.empty()) {
    problems_.push_back(asked_problem(result_.ask, contest, "ask.totals", "no votes",
                                      "the votes as reported, where there are no records",
                                      "Add votes and cards, or name the records."));
    return;
  }
  audit::ReportedTotals totals;
  totals.contest = {{contest.name}, contest.name, contest.vote_for, 0, 1, {}};
  for (const auto& [name, votes] : contest.votes) {
    totals.contest.choices.push_back({{name}, name, {}});
    totals.votes.emplace_back(votes);
  }
  totals.cards = *contest.cards;
  const bool ranked =
      contest.rule && std::holds_alternative<tabulate::IrvRules>(contest.rule->method);
  if (ranked) totals.contest.ranks = static_cast<std::int32_t>(totals.contest.choices.size());
  const std::size_t had = problems_.size();
  const ContestAsk ask = ask_of(&contest, totals.contest);
  if (ranked && result_.ask.by_batches) {
    problems_.push_back(asked_problem(result_.ask, contest, "ask.design",
                                      "an instant runoff by batches",
                                      "a rule whose votes add up batch by batch",
                                      "Poll the paper: design = \"polling\", without batches."));
  }
  if (problems_.size() > had) return;
  auto asserted = audit::assert_totals(totals, ask);
  if (asserted) {
    AssertedContest one = std::move(asserted).value();
    one.index = static_cast<std::uint32_t>(result_.contests.size());
    result_.contests.push_back(std::move(one));
    return;
  }
  keep(std::move(asserted), &contest);
}

}  // namespace

const AssertedContest* AuditAssertions::find(const std::string& name_or_id) const {
  for (const AssertedContest& one : contests) {
    if (one.contest.id.text == name_or_id) return &one;
  }
  for (const AssertedContest& one : contests) {
    if (formats::equal_but_for_case(one.contest.name, name_or_id)) return &one;
  }
  return nullptr;
}

base::Result<AuditRecords> read_audit_records(const std::vector<std::filesystem::path>& paths,
                                              const formats::ReadingLimits& limits) {
  auto files = formats::hash_files(paths);
  if (!files) return files.problems();
  auto cards = formats::read_cards(paths, limits);
  if (!cards) return cards.problems();
  return AuditRecords{std::move(cards).value().store, std::move(files).value()};
}

base::Result<AuditAssertions> assert_audit(const std::string& ask_text, const std::string& ask_file,
                                           const AuditRecords* records,
                                           const AuditManifest* manifest) {
  auto ask = formats::read_audit_ask(ask_text, ask_file);
  if (!ask) return ask.problems();
  if (ask->by_batches || ask->by_strata) {
    return base::Problem{"ask.design",
                         {ask_file, 0, "design"},
                         ask->by_strata ? "an audit over strata as one of single cards"
                                        : "an audit by batches without their totals",
                         ask->by_strata ? "its strata with their files"
                                        : "a table of votes by batch and the manifest",
                         ask->by_strata ? "Name the file with --strata, not --contests."
                                        : "Give --batches and --manifest."};
  }
  return Asserting(ask_text, std::move(ask).value(), records, manifest).run();
}

base::Result<AuditAssertions> assert_reported(const std::string& ask_text, formats::AuditAsk ask,
                                              const AuditManifest* manifest) {
  return Asserting(ask_text, std::move(ask), nullptr, manifest).run();
}

base::Json files_json(const std::vector<formats::HashedFile>& files) {
  base::Json list = base::Json::array();
  for (const formats::HashedFile& file : files) {
    list.push_back(
        {{"name", file.name}, {"bytes", file.bytes}, {"sha256", base::hex(file.sha256)}});
  }
  return list;
}

std::string first_difference(const base::Json& one, const base::Json& other) {
  const base::Json changes = base::Json::diff(one, other);
  return changes.empty() ? std::string() : changes.front().at("path").get<std::string>();
}

base::Json assertions_document(const AuditAssertions& assertions) {
  base::Json contests = base::Json::array();
  for (const AssertedContest& one : assertions.contests) {
    contests.push_back(report::assertions_json(one));
  }
  return {{"schema", "recanvass.assertions/1"},
          {"ask", assertions.ask_text},
          {"made_from", files_json(assertions.made_from)},
          {"manifest", files_json(assertions.manifest_from)},
          {"rounds", assertions.ask.rounds},
          {"contests", std::move(contests)}};
}

base::Result<AuditAssertions> assertions_of_document(const base::Json& document,
                                                     const std::string& file,
                                                     const AuditRecords* records,
                                                     const AuditManifest* manifest) {
  const bool is_one =
      document.is_object() &&
      document.value("schema", base::Json()) == base::Json("recanvass.assertions/1") &&
      document.value("ask", base::Json()).is_string();
  if (!is_one) {
    return base::Problem{"assertions.document",
                         {file, 0, ""},
                         "another document",
                         "what `recanvass assertions -o FILE` wrote",
                         "Name that file."};
  }
  const base::Json made_from =
      records == nullptr ? base::Json::array() : files_json(records->made_from);
  if (document.value("made_from", base::Json()) != made_from) {
    return base::Problem{"assertions.records",
                         {file, 0, "made_from"},
                         records == nullptr ? "assertions that were made from records"
                                            : "assertions that were made from other files",
                         "the files with the names and hashes that stand there",
                         "Name those files, or make the assertions again before a new seed."};
  }
  const base::Json manifest_files = document.value("manifest", base::Json());
  const bool made_with = manifest_files.is_array() && !manifest_files.empty();
  if (made_with && (manifest == nullptr || manifest_files != files_json(manifest->made_from))) {
    return base::Problem{"assertions.manifest",
                         {file, 0, "manifest"},
                         manifest == nullptr ? "assertions that were made with a manifest"
                                             : "assertions that were made with another manifest",
                         "the manifest with the name and hash that stand there",
                         "Name that file, or make the assertions again before a new seed."};
  }
  auto assertions = assert_audit(document.at("ask").get<std::string>(), file, records,
                                 made_with ? manifest : nullptr);
  if (!assertions) return assertions;
  const std::string differs = first_difference(document, assertions_document(*assertions));
  if (differs.empty()) return assertions;
  return base::Problem{"assertions.differ",
                       {file, 0, differs},
                       "another value than the records give",
                       "the document as it was made",
                       "Take the file that was published before the seed."};
}

base::Result<std::string> read_small_text(const std::filesystem::path& path) {
  constexpr std::size_t kSmallTextMost = std::size_t{256} << 20U;
  auto files = formats::InputFiles::open({path});
  if (!files) return files.problems();
  if (files->files().size() != 1) {
    return base::Problem{"file.not-a-file",
                         {path.string(), 0, ""},
                         "a folder or an archive",
                         "a file",
                         "Name the file itself."};
  }
  return files->whole(0, kSmallTextMost);
}

}  // namespace recanvass::workflow
