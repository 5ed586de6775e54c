#include "formats/published_print.h"

#include "formats/toml_fields.h"

#include <fmt/format.h>

#include <charconv>

namespace recanvass::formats {
namespace {

constexpr std::int64_t kCardsMax = 1'000'000'000;
constexpr std::int64_t kSampleMax = 10'000'000;

class PrintReader {
 public:
  PrintReader(const std::string& file, ProblemList& problems) : source_{file, problems} {}

  PrintedFile run(const toml::table& table) {
    TomlFields top(table, "", source_);
    PrintedFile read;
    read.file = source_.file;
    static_cast<void>(top.required_text("format"));
    read.title = top.required_name("title");
    read.source = top.required_text("source");
    for (TomlFields& fields : all(top, "suite")) read.suites.push_back(suite(fields));
    for (TomlFields& fields : all(top, "comparison")) read.comparisons.push_back(compared(fields));
    for (TomlFields& fields : all(top, "bravo")) read.polls.push_back(polled(fields));
    if (read.suites.empty() && read.comparisons.empty() && read.polls.empty()) {
      top.report("printed.none", "suite", "no audit", "[[suite]], [[comparison]] or [[bravo]]",
                 "Add a table for each contest.");
    }
    top.finish();
    return read;
  }

 private:
  std::vector<TomlFields>& all(TomlFields& top, const char* key) {
    tables_ = top.tables(key);
    return tables_;
  }

  std::int64_t needed(TomlFields& fields, const char* key, std::int64_t most) {
    const auto number = fields.whole(key, 0, most);
    if (!number && !fields.has(key)) {
      fields.report("printed.number", key, "nothing", "a whole number, 0 or more",
                    "Add it as it was printed.");
    }
    return number.value_or(0);
  }
  static std::int64_t optional(TomlFields& fields, const char* key) {
    return fields.whole(key, 0, kSampleMax).value_or(0);
  }

  // A number between two bounds, written as a text so that no digit is lost.
  double number(TomlFields& fields, const char* key, double above, double below, double absent) {
    const auto text = fields.text(key);
    if (!text) return absent;
    double read = 0.0;
    const char* end = text->data() + text->size();
    const auto [stopped, error] = std::from_chars(text->data(), end, read);
    if (error == std::errc() && stopped == end && read > above && read < below) return read;
    fields.report("printed.number", key, quote(*text),
                  fmt::format("a number above {} and below {}, as a text", above, below),
                  "Write five percent as \"0.05\".");
    return absent;
  }

  PrintedAudit printed(TomlFields& fields) {
    PrintedAudit audit;
    audit.row = {source_.file, fields.line_of("contest")};
    audit.contest = fields.required_name("contest");
    audit.risk_limit = number(fields, "risk_limit", 0.0, 1.0, 0.0);
    audit.risk = fields.text("printed_risk").value_or("");
    audit.size = fields.text("printed_size").value_or("");
    audit.limit_met = fields.text("printed_limit_met").value_or("");
    return audit;
  }

  static audit::Discrepancies discrepancies(TomlFields& fields) {
    return {optional(fields, "one_over"), optional(fields, "two_over"),
            optional(fields, "one_under"), optional(fields, "two_under")};
  }

  static void refuse(TomlFields& fields, const char* key, std::string found) {
    fields.report("printed.figures", key, std::move(found), "figures that one count can have given",
                  "Compare them with the print and correct them.");
  }

  audit::StratumVotes stratum(TomlFields& fields, const char* key, std::int64_t& sampled,
                              audit::Discrepancies& found, audit::PollingSample& sample) {
    auto table = fields.table(key);
    audit::StratumVotes votes;
    if (!table) {
      fields.report("printed.number", key, "no table", "a table of votes and sample",
                    "Add [suite.comparison] and [suite.polling].");
      return votes;
    }
    votes = {needed(*table, "winner", kCardsMax), needed(*table, "loser", kCardsMax),
             needed(*table, "cards", kCardsMax)};
    if (std::string_view(key) == "comparison") {
      sampled = needed(*table, "sampled", kSampleMax);
      found = discrepancies(*table);
    } else {
      sample = {needed(*table, "sampled_winner", kSampleMax),
                needed(*table, "sampled_loser", kSampleMax),
                needed(*table, "sampled_other", kSampleMax)};
    }
    if (votes.cards < 1 || votes.winner + votes.loser > votes.cards) {
      refuse(*table, "cards",
             fmt::format("{} votes on {} cards", votes.winner + votes.loser, votes.cards));
    }
    table->finish();
    return votes;
  }

  PrintedSuite suite(TomlFields& fields) {
    PrintedSuite read;
    read.printed = printed(fields);
    audit::SuiteAudit& audit = read.audit;
    audit.inflation = number(fields, "inflation", 1.0, 100.0, audit.inflation);
    audit.comparison = stratum(fields, "comparison", audit.sampled, audit.found, audit.sample);
    audit.polling = stratum(fields, "polling", audit.sampled, audit.found, audit.sample);
    const std::int64_t polled = audit.sample.winner + audit.sample.loser + audit.sample.other;
    if (polled > audit.polling.cards) {
      refuse(fields, "polling", fmt::format("{} cards sampled of {}", polled, audit.polling.cards));
    }
    if (audit.comparison.winner + audit.polling.winner <=
        audit.comparison.loser + audit.polling.loser) {
      refuse(fields, "polling", "a winner without a lead over both strata");
    }
    fields.finish();
    return read;
  }

  PrintedComparison compared(TomlFields& fields) {
    PrintedComparison read;
    read.printed = printed(fields);
    read.audit.cards = needed(fields, "cards", kCardsMax);
    read.audit.margin_votes = needed(fields, "margin", kCardsMax);
    read.audit.inflation = number(fields, "inflation", 1.0, 100.0, read.audit.inflation);
    read.sampled = needed(fields, "sampled", kSampleMax);
    read.found = discrepancies(fields);
    if (read.audit.cards < 1 || read.audit.margin_votes < 1 ||
        read.audit.margin_votes > read.audit.cards) {
      refuse(fields, "margin",
             fmt::format("a lead of {} on {} cards", read.audit.margin_votes, read.audit.cards));
    }
    fields.finish();
    return read;
  }

  PrintedPoll polled(TomlFields& fields) {
    PrintedPoll read;
    read.printed = printed(fields);
    read.reported = {needed(fields, "winner", kCardsMax), needed(fields, "loser", kCardsMax)};
    read.sample = {needed(fields, "sampled_winner", kSampleMax),
                   needed(fields, "sampled_loser", kSampleMax)};
    if (read.reported.winner <= read.reported.loser) {
      refuse(fields, "winner", "a winner without a lead");
    }
    fields.finish();
    return read;
  }

  TomlSource source_;
  std::vector<TomlFields> tables_;
};

}  // namespace

bool is_printed_audit(std::string_view text) {
  return text.find("recanvass.printed-audit/1") != std::string_view::npos &&
         text.find("format") < text.find("recanvass.printed-audit/1");
}

PrintedFile read_printed_audit(std::string_view text, const std::string& file,
                               ProblemList& problems) {
  const auto table = parse_toml(text, file);
  if (!table) {
    problems.add_all(table.problems());
    return {};
  }
  return PrintReader(file, problems).run(*table);
}

}  // namespace recanvass::formats
