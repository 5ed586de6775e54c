#include "workflow/batch_audit.h"

#include "formats/name_map.h"
#include "formats/problem_list.h"
#include "formats/returns_file.h"
#include "report/assertions_report.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using audit::AssertedContest;
using base::Json;
using formats::AskedContest;

bool is_batch_function(const std::string& name) {
  return std::ranges::any_of(audit::batch_function_names(),
                             [&](const auto& one) { return one.name == name; });
}

class BatchAsserting {
 public:
  BatchAsserting(std::string ask_text, formats::AuditAsk ask, const BatchTable& tallies,
                 const AuditManifest& manifest, NamedBatches batches)
      : ask_text_(std::move(ask_text)),
        asked_(std::move(ask)),
        tallies_(tallies),
        manifest_(manifest) {
    audit_.batches = std::move(batches);
    audit_.tallies_from = tallies.made_from;
  }

  base::Result<BatchAudit> run() {
    check_ask();
    if (!problems_.empty()) return problems_.take();
    std::vector<std::string> names;
    for (const AskedContest& contest : asked_.contests) names.push_back(contest.name);
    auto totals = totals_by_batch(tallies_.table, audit_.batches, names);
    if (!totals) return totals.problems();
    totals_ = std::move(totals).value();
    check_rows();
    // The votes of each contest as the table adds up, in an ask as it is without batches.
    formats::AuditAsk ask = asked_;
    ask.by_batches = false;
    ask.risk_function = audit::kDefaultRiskFunction;
    for (std::size_t i = 0; i < ask.contests.size(); ++i) fill(i, ask.contests[i]);
    if (!problems_.empty()) return problems_.take();
    auto asserted = assert_reported(ask_text_, ask, &manifest_);
    if (!asserted) return asserted.problems();
    audit_.assertions = std::move(asserted).value();
    audit_.assertions.ask = asked_;
    return with_claims();
  }

 private:
  void check_ask();
  void check_rows();
  void fill(std::size_t at, AskedContest& contest);
  void check_votes(std::size_t at, std::size_t batch, std::int64_t vote_for);
  base::Result<BatchAudit> with_claims();
  [[nodiscard]] std::string function_of(std::size_t at) const {
    return asked_.contests[at].risk_function.value_or(asked_.risk_function);
  }
  void refuse(const char* cause, std::int64_t row, const std::string& place, std::string found,
              std::string wanted, std::string mend) {
    problems_.add({cause,
                   {tallies_.table.file, row, place},
                   std::move(found),
                   std::move(wanted),
                   std::move(mend)});
  }

  std::string ask_text_;
  formats::AuditAsk asked_;
  const BatchTable& tallies_;
  const AuditManifest& manifest_;
  BatchTotals totals_;
  BatchAudit audit_;
  formats::ProblemList problems_;
};

void BatchAsserting::check_ask() {
  const auto wrong = [&](const char* cause, const std::string& place, std::string found,
                         std::string wanted, std::string mend) {
    problems_.add(
        {cause, {asked_.file, 0, place}, std::move(found), std::move(wanted), std::move(mend)});
  };
  if (!asked_.by_batches) {
    wrong("ask.batches", "design", "an audit of single cards", "design = \"batches\"",
          "Write it, or leave --batches out.");
  }
  if (asked_.contests.empty()) {
    wrong("ask.batches", "contest", "no contest", "each contest that is audited, by its name",
          "Add [[contest]] and its name.");
  }
  if (asked_.domain != audit::DomainSettings()) {
    wrong("ask.batches", "styles, cards or pools", "a setting for single cards",
          "none: every batch is counted as a whole", "Leave it out.");
  }
  for (std::size_t i = 0; i < asked_.contests.size(); ++i) {
    if (is_batch_function(function_of(i))) continue;
    wrong("measure.function", asked_.contests[i].name, formats::quote(function_of(i)),
          "a function of batches: default, kaplan-markov or macro", "Take \"default\".");
  }
}

void BatchAsserting::check_rows() {
  const auto& batches = audit_.batches.batches();
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    if (totals_.rows[batch] == 0) {
      refuse("batches.missing", 0, batches[batch].name,
             fmt::format("no row, and {} cards in the manifest", batches[batch].cards),
             "the votes of every batch",
             "Add the row, with zeros where nobody voted; a batch that is not in the table could "
             "hide any number of votes.");
    }
    if (totals_.cards[batch].value_or(batches[batch].cards) == batches[batch].cards) continue;
    refuse("batches.cards", totals_.rows[batch], batches[batch].name,
           fmt::format("{} cards", *totals_.cards[batch]),
           fmt::format("the {} of the manifest", batches[batch].cards),
           "Find out which is right before anything is drawn.");
  }
}

void BatchAsserting::check_votes(std::size_t at, std::size_t batch, std::int64_t vote_for) {
  const ContestTotals& totals = totals_.contests[at];
  const std::int64_t cards = audit_.batches.batches()[batch].cards;
  std::int64_t all = 0;
  std::int64_t largest = 0;
  for (std::size_t choice = 0; choice < totals.choices.size(); ++choice) {
    const auto votes = totals.votes[batch][choice];
    if (!votes && totals_.rows[batch] != 0) {
      refuse("batches.missing", totals_.rows[batch], totals.choices[choice],
             "no figure for batch " + audit_.batches.batches()[batch].name, "a number of votes",
             "Write 0 where nobody voted for it.");
    }
    all += votes.value_or(0);
    largest = std::max(largest, votes.value_or(0));
  }
  if (largest <= cards && (vote_for == 0 || all <= vote_for * cards)) return;
  refuse("batches.votes", totals_.rows[batch], audit_.batches.batches()[batch].name,
         fmt::format("{} votes for all, {} for one, on {} cards", all, largest, cards),
         "no more votes than its cards can give", "Correct the table, the manifest, or vote_for.");
}

void BatchAsserting::fill(std::size_t at, AskedContest& contest) {
  const ContestTotals& totals = totals_.contests[at];
  std::vector<std::int64_t> sums(totals.choices.size(), 0);
  for (std::size_t batch = 0; batch < totals.votes.size(); ++batch) {
    check_votes(at, batch, contest.vote_for);
    for (std::size_t choice = 0; choice < sums.size(); ++choice) {
      sums[choice] += totals.votes[batch][choice].value_or(0);
    }
  }
  for (const auto& [name, votes] : contest.votes) {
    const auto found = std::ranges::find_if(totals.choices, [&, n = name](const auto& choice) {
      return formats::equal_but_for_case(choice, n);
    });
    const bool there = found != totals.choices.end();
    const std::int64_t sum =
        there ? sums[static_cast<std::size_t>(found - totals.choices.begin())] : 0;
    if (there && sum == votes) continue;
    problems_.add(
        {"ask.votes",
         {asked_.file, contest.line, contest.name},
         fmt::format("{} votes for {}", votes, formats::quote(name)),
         there ? fmt::format("the {} that the batches add up to", sum) : "a choice of the table",
         "The batches have to give the reported result before any is drawn."});
  }
  contest.votes.clear();
  for (std::size_t choice = 0; choice < sums.size(); ++choice) {
    contest.votes.emplace_back(totals.choices[choice], sums[choice]);
  }
  contest.cards = manifest_.manifest.cards();
  contest.risk_function.reset();
}

base::Result<BatchAudit> BatchAsserting::with_claims() {
  const auto& batches = audit_.batches.batches();
  std::vector<std::int64_t> cards;
  for (const auto& batch : batches) cards.push_back(batch.cards);
  std::vector<audit::BatchClaim> all;
  for (std::size_t i = 0; i < audit_.assertions.contests.size(); ++i) {
    BatchedContest one;
    one.asserted = audit_.assertions.contests[i];
    one.asserted.risk_function = function_of(i);
    for (std::size_t batch = 0; batch < batches.size(); ++batch) {
      audit::BatchVotes votes{batches[batch].cards, {}};
      for (const auto& cell : totals_.contests[i].votes[batch]) {
        votes.votes.push_back(cell.value_or(0));
      }
      one.reported.push_back(std::move(votes));
    }
    for (const audit::ProvedAssertion& proved : one.asserted.assertions) {
      one.claims.push_back(audit::batch_claim(proved.assertion.assorter, one.reported));
      all.push_back(one.claims.back());
    }
    audit_.contests.push_back(std::move(one));
  }
  auto weights = audit::batch_weights(all, cards);
  if (!weights) return weights.problems();
  audit_.weights = std::move(weights).value();
  for (BatchedContest& one : audit_.contests) {
    if (one.claims.empty()) continue;
    const auto fresh = audit::measure_batches(
        {one.asserted.contest.name, one.claims, audit_.weights, one.asserted.risk_limit,
         one.asserted.risk_function},
        {{},
         std::vector<std::vector<std::int64_t>>(one.claims.size(),
                                                std::vector<std::int64_t>(cards.size(), 0))});
    if (!fresh) return fresh.problems();
    one.batches_if_clean = fresh->more_if_clean;
  }
  return std::move(audit_);
}

Json batch_contest_json(const BatchedContest& one) {
  Json json = report::assertions_json(one.asserted);
  json["design"] = "batches";
  json["batches_if_clean"] = nullptr;
  if (one.batches_if_clean) json["batches_if_clean"] = *one.batches_if_clean;
  return json;
}

bool is_document(const Json& document, const char* schema, const char* text) {
  return document.is_object() && document.value("schema", Json()) == Json(schema) &&
         document.value(text, Json()).is_string();
}

}  // namespace

std::uint64_t BatchAudit::weight_sum() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t weight : weights) sum += weight;
  return sum;
}

base::Result<BatchTable> read_batch_table(const std::filesystem::path& path) {
  auto files = formats::hash_files({path});
  if (!files) return files.problems();
  auto table = formats::read_returns_file(path, path.string());
  if (!table) return table.problems();
  return BatchTable{*table, std::move(files).value()};
}

base::Result<BatchAudit> assert_batches(const std::string& ask_text, const std::string& ask_file,
                                        const BatchTable& tallies, const AuditManifest& manifest) {
  auto ask = formats::read_audit_ask(ask_text, ask_file);
  if (!ask) return ask.problems();
  auto batches = NamedBatches::make(
      manifest.manifest, manifest.made_from.empty() ? "" : manifest.made_from.front().name);
  if (!batches) return batches.problems();
  return BatchAsserting(ask_text, std::move(ask).value(), tallies, manifest,
                        std::move(batches).value())
      .run();
}

Json batch_assertions_document(const BatchAudit& audit) {
  Json contests = Json::array();
  for (const BatchedContest& one : audit.contests) contests.push_back(batch_contest_json(one));
  Json batches = Json::array();
  for (std::size_t i = 0; i < audit.weights.size(); ++i) {
    const NamedBatches::Batch& batch = audit.batches.batches()[i];
    batches.push_back({{"name", batch.name},
                       {"container", batch.container},
                       {"cards", batch.cards},
                       {"weight", audit.weights[i]}});
  }
  return {{"schema", "recanvass.batch-assertions/1"},
          {"ask", audit.assertions.ask_text},
          {"tallies", files_json(audit.tallies_from)},
          {"manifest", files_json(audit.assertions.manifest_from)},
          {"rounds", audit.assertions.ask.rounds},
          {"contests", std::move(contests)},
          {"batches", std::move(batches)},
          {"weight_sum", audit.weight_sum()},
          {"lead_weight", audit::kLeadWeight}};
}

base::Result<BatchAudit> batch_audit_of_document(const Json& document, const std::string& file,
                                                 const BatchTable& tallies,
                                                 const AuditManifest& manifest) {
  if (!is_document(document, "recanvass.batch-assertions/1", "ask")) {
    return base::Problem{"assertions.document",
                         {file, 0, ""},
                         "another document",
                         "what `recanvass assertions --batches FILE -o FILE` wrote",
                         "Name that file."};
  }
  auto audit = assert_batches(document.at("ask").get<std::string>(), file, tallies, manifest);
  if (!audit) return audit;
  const std::string differs = first_difference(document, batch_assertions_document(*audit));
  if (differs.empty()) return audit;
  const bool files = differs.starts_with("/tallies") || differs.starts_with("/manifest");
  return base::Problem{"assertions.differ",
                       {file, 0, differs},
                       files ? "another file than it was made from"
                             : "another value than the table and the manifest give",
                       "the document as it was made, with its files",
                       "Take the files that were published before the seed."};
}

}  // namespace recanvass::workflow
