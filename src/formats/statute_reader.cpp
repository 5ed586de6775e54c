#include "formats/statute_reader.h"

#include "formats/holiday_reader.h"
#include "formats/statute_parts.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace recanvass::embedded {
std::vector<base::EmbeddedFile> statutes();
}  // namespace recanvass::embedded

namespace recanvass::formats {
namespace {

law::InForceDay read_in_force_day(TomlFields& fields, const char* key, const char* precision_key,
                                  law::DayPrecision precision) {
  law::InForceDay day;
  day.precision = precision;
  const auto text = fields.text(key);
  if (precision == law::DayPrecision::Open) {
    if (text) {
      fields.report("statute.shape", key, quote(*text), "no day where the precision is \"open\"",
                    "Remove the day, or say how well it is known.");
    }
    return day;
  }
  if (!text) {
    fields.report("statute.missing", "", std::string("no ") + key,
                  std::string(key) + " = a day or a year", "Add the key.");
    return day;
  }
  const auto date = base::Date::parse(*text);
  if (date) {
    day.day = *date;
    day.year = date->year();
    return day;
  }
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), day.year);
  const bool year = text->size() == 4 && error == std::errc() && end == text->data() + 4;
  if (!year || precision == law::DayPrecision::Exact) {
    day.year = 1;
    fields.report("statute.date", key, quote(*text),
                  precision == law::DayPrecision::Exact ? "a day such as \"2016-11-25\""
                                                        : "a day or a year of four digits",
                  std::string("Write the day, or another ") + precision_key + ".");
  }
  return day;
}

law::InForce read_in_force(TomlFields& fields) {
  using P = law::DayPrecision;
  constexpr std::array kFrom = {P::Exact, P::Year, P::NotAfter};
  constexpr std::array kTo = {P::Open, P::Exact, P::Year, P::NotBefore};
  law::InForce in_force;
  in_force.from = read_in_force_day(
      fields, "from", "from_precision",
      kFrom.at(read_word(fields, "from_precision", {"exact", "year", "not_after"})));
  in_force.to = read_in_force_day(
      fields, "to", "to_precision",
      kTo.at(read_word(fields, "to_precision", {"open", "exact", "year", "not_before"})));
  return in_force;
}

law::Verdict read_outside(TomlFields& fields) {
  return read_word(fields, "outside", {"not_recorded", "none"}) == 0 ? law::Verdict::Unknown
                                                                     : law::Verdict::No;
}

law::Coverage read_president(TomlFields& fields) {
  return std::array{law::Coverage::Unclear, law::Coverage::Yes, law::Coverage::No}.at(
      read_word(fields, "president", {"unclear", "yes", "no"}));
}

law::Verdict read_exists(TomlFields& fields) {
  if (!fields.has("exists")) {
    fields.report("statute.missing", "", "no exists", "exists = true or false", "Add the key.");
  }
  return fields.flag("exists").value_or(false) ? law::Verdict::Yes : law::Verdict::No;
}

law::AutomaticRule read_automatic(TomlFields& fields) {
  using R = law::Recorded;
  law::AutomaticRule rule;
  rule.exists = read_exists(fields);
  rule.scope = read_scope(fields);
  rule.outside = read_outside(fields);
  rule.president = read_president(fields);
  rule.tie_only = fields.flag("tie_only").value_or(false);
  rule.waivable = std::array{R::NotApplicable, R::Yes, R::No, R::Unknown}.at(
      read_word(fields, "waivable", {"n/a", "yes", "no", "unknown"}));
  rule.tiers = read_tiers(fields, "tier");
  rule.prose = read_prose(fields, "prose");
  if (rule.exists == law::Verdict::Yes && rule.tiers.empty()) {
    fields.report("statute.shape", "exists", "true without a tier",
                  "[[statute.automatic.tier]] with its limits", "State at which margins.");
  }
  fields.finish();
  return rule;
}

law::PetitionRule read_petition(TomlFields& fields) {
  law::PetitionRule rule;
  rule.exists = read_exists(fields);
  rule.scope = read_scope(fields);
  rule.outside = read_outside(fields);
  rule.president = read_president(fields);
  for (const std::string& token : fields.texts("who")) {
    const auto who = law::parse_petitioner(token);
    if (who) {
      rule.who.push_back(*who);
      continue;
    }
    const base::Problem& problem = who.problems()[0];
    fields.report("statute.petitioner", "who", problem.found, problem.wanted, problem.mend);
  }
  rule.filed_with = read_token(fields, "filed_with", law::TokenList::FiledWith);
  rule.ground = read_token(fields, "ground", law::TokenList::Ground);
  if (auto contested = fields.table("contested")) {
    law::LowerPlaced lower;
    lower.from_place = static_cast<int>(contested->whole("from_place", 2, 1000).value_or(3));
    lower.words = contested->required_text("words");
    lower.rulings = read_dated_notes(*contested, "ruling");
    contested->finish();
    rule.contested = std::move(lower);
  }
  rule.tiers = read_tiers(fields, "tier");
  rule.deadlines = read_deadlines(fields, "deadline");
  rule.not_found = fields.text("not_found").value_or("");
  rule.prose = read_prose(fields, "prose");
  if (rule.exists == law::Verdict::Yes && rule.who.empty()) {
    fields.report("statute.shape", "exists", "true, and nobody who may ask", "who = [\"...\"]",
                  "Name who may petition.");
  }
  fields.finish();
  return rule;
}

void read_fee(TomlFields& fields, law::RecountStatute& statute) {
  law::FeeRule& fee = statute.fee;
  statute.payer = read_token(fields, "payer", law::TokenList::Payer);
  statute.refund = read_tokens(fields, "refund", law::TokenList::Refund);
  fee.kind = read_token(fields, "kind", law::TokenList::FeeKind);
  if (!fields.has("kind")) fields.required_text("kind");
  fee.amount = fields.dollars("amount_usd");
  if (const auto unit = fields.text("unit")) {
    fee.unit = law::fee_unit_named(*unit);
    if (!fee.unit) {
      fields.report("statute.word", "unit", quote(*unit), "a unit such as precinct, county, ballot",
                    "Take a word of the list in docs/formats/statutes.md.");
    }
  }
  fee.schedule = read_fee_tiers(fields, "tier");
  fee.free = read_tiers(fields, "free");
  fee.confirmed_from = fields.date("confirmed_from");
  statute.fee_prose = read_prose(fields, "prose");
  fields.finish();
}

void read_conduct(TomlFields& fields, law::RecountStatute& statute) {
  statute.method = read_token(fields, "method", law::TokenList::Method);
  statute.second_stage = fields.text("second_stage").value_or("");
  statute.stages = read_stages(fields, "stage");
  statute.partial = read_token(fields, "partial", law::TokenList::Partial);
  statute.official_initiated = fields.text("official_initiated").value_or("");
  statute.tie_rule = read_token(fields, "tie_rule", law::TokenList::TieRule);
  if (auto completion = fields.table("completion")) {
    statute.completion.words = completion->text("words").value_or("");
    if (completion->has("unit")) statute.completion.term = read_term(*completion);
    completion->finish();
  }
  fields.finish();
}

void read_sources(TomlFields& fields, law::RecountStatute& statute) {
  statute.citation = fields.required_text("citation");
  statute.source = fields.required_text("source");
  statute.source_date = fields.required_text("source_date");
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (statute.source_date.size() < 4 ||
      !std::all_of(statute.source_date.begin(), statute.source_date.begin() + 4, digit)) {
    fields.report("statute.date", "source_date", quote(statute.source_date),
                  "a year, \"2016\" or \"2016-12\"", "Write the year of the newest source seen.");
    statute.source_date = "0000";
  }
  if (!fields.has("confidence")) fields.required_text("confidence");
  statute.confidence =
      std::array{law::Confidence::Low, law::Confidence::Medium, law::Confidence::High}.at(
          read_word(fields, "confidence", {"low", "medium", "high"}));
  statute.notes = fields.text("notes").value_or("");
  statute.later_notes = read_dated_notes(fields, "later_note");
  statute.from_memory = fields.texts("from_memory");
}

law::RecountStatute read_statute(TomlFields& fields, const std::string& jurisdiction,
                                 const std::string& jurisdiction_name) {
  law::RecountStatute statute;
  statute.id = fields.required_id("id");
  statute.jurisdiction.text = jurisdiction;
  statute.jurisdiction_name = jurisdiction_name;
  if (!statute.id.starts_with(jurisdiction + "-")) {
    fields.report("statute.shape", "id", quote(statute.id),
                  "an id that begins with " + quote(jurisdiction + "-"),
                  "Begin the id with the jurisdiction.");
  }
  statute.in_force = read_in_force(fields);
  statute.applies_to = read_tokens(fields, "applies_to", law::TokenList::AppliesTo);
  read_sources(fields, statute);
  const auto part = [&](const char* key) {
    auto table = fields.table(key);
    if (!table) {
      fields.report("statute.missing", "", std::string("no ") + key,
                    std::string("[statute.") + key + "]", "Add the table.");
    }
    return table;
  };
  if (auto table = part("automatic")) statute.automatic = read_automatic(*table);
  if (auto table = part("petition")) statute.petition = read_petition(*table);
  if (auto table = part("fee")) read_fee(*table, statute);
  if (auto table = part("conduct")) read_conduct(*table, statute);
  fields.finish();
  return statute;
}

/// Two rules of one jurisdiction may share days only within the year of change, where one of the
/// two days is known by its year alone.
bool may_share_days(const law::RecountStatute& earlier, const law::RecountStatute& later) {
  const law::InForceDay& end = earlier.in_force.to;
  const law::InForceDay& start = later.in_force.from;
  if (end.precision == law::DayPrecision::Open) return false;
  const bool by_year = end.precision == law::DayPrecision::Year || !end.day || !start.day;
  return by_year && end.year == start.year;
}

void check_together(const std::vector<law::RecountStatute>& statutes, ProblemList& problems) {
  std::set<std::string> ids;
  std::map<std::string, std::vector<const law::RecountStatute*>> by_jurisdiction;
  for (const law::RecountStatute& statute : statutes) {
    const std::string file = statute.jurisdiction.text + "/recount.toml";
    if (!ids.insert(statute.id).second) {
      problems.add({"statute.duplicate-id",
                    {file, 0, "id"},
                    quote(statute.id) + " twice",
                    "an id used once",
                    "Give each entry an id of its own."});
    }
    by_jurisdiction[statute.jurisdiction.text].push_back(&statute);
  }
  for (auto& [jurisdiction, list] : by_jurisdiction) {
    std::stable_sort(list.begin(), list.end(), [](const auto* left, const auto* right) {
      return left->in_force.first() < right->in_force.first();
    });
    for (std::size_t i = 1; i < list.size(); ++i) {
      if (list[i - 1]->in_force.last() < list[i]->in_force.first()) continue;
      if (may_share_days(*list[i - 1], *list[i])) continue;
      problems.add({"statute.overlap",
                    {jurisdiction + "/recount.toml", 0, "from"},
                    list[i]->id + " begins before " + list[i - 1]->id + " ends",
                    "dates in force that do not overlap",
                    "Correct the first or the last day."});
    }
  }
}

}  // namespace

base::Result<std::vector<law::RecountStatute>> read_statutes(std::string_view text,
                                                             std::string_view path) {
  const std::string file(path);
  const auto parsed = parse_toml(text, file);
  if (!parsed) return parsed.problems();
  ProblemList problems;
  TomlSource source{file, problems};
  TomlFields fields(*parsed, "", source);
  const std::string jurisdiction = fields.required_id("jurisdiction");
  if (jurisdiction != path.substr(0, path.find('/'))) {
    fields.report("statute.shape", "jurisdiction", quote(jurisdiction),
                  "the name of the file's folder", "Move the file, or correct the jurisdiction.");
  }
  const std::string jurisdiction_name = fields.required_name("name");
  std::vector<law::RecountStatute> statutes;
  for (TomlFields& each : fields.tables("statute")) {
    statutes.push_back(read_statute(each, jurisdiction, jurisdiction_name));
  }
  if (statutes.empty()) fields.report("statute.missing", "", "no entry", "[[statute]]", "Add one.");
  fields.finish();
  if (!problems.empty()) return problems.take();
  return statutes;
}

base::Result<std::vector<law::RecountStatute>> read_all_statutes(
    const std::vector<base::EmbeddedFile>& files) {
  ProblemList problems;
  std::vector<law::RecountStatute> all;
  for (const base::EmbeddedFile& file : files) {
    auto statutes = read_statutes(file.text, file.path);
    if (!statutes) {
      problems.add_all(statutes.problems());
      continue;
    }
    for (const law::RecountStatute& statute : *statutes) all.push_back(statute);
  }
  check_together(all, problems);
  if (!problems.empty()) return problems.take();
  return all;
}

std::vector<law::RecountStatute> embedded_statutes(std::string_view jurisdiction) {
  std::vector<base::EmbeddedFile> files;
  for (const base::EmbeddedFile& file : embedded::statutes()) {
    if (jurisdiction.empty() || file.path.substr(0, file.path.find('/')) == jurisdiction) {
      files.push_back(file);
    }
  }
  auto statutes = read_all_statutes(files);
  RECANVASS_CHECK(statutes.ok());
  return std::move(statutes).value();
}

law::KnowledgeBase built_in_knowledge(std::string_view jurisdiction) {
  return {embedded_statutes(jurisdiction), built_in_holidays()};
}

}  // namespace recanvass::formats
