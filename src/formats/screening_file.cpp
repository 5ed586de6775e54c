#include "formats/screening_file.h"

#include "formats/text.h"
#include "formats/toml_fields.h"
#include "screen/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace recanvass::formats {
namespace {

constexpr const char* kScreeningSchema = "recanvass.screening/1";
constexpr std::int64_t kVotesMost = 9'999'999'999;

// Names that a level has, for questions to be checked against.
struct KnownNames {
  std::vector<std::string> measures;
  std::vector<std::string> labels;
};

class ScreeningReader {
 public:
  explicit ScreeningReader(ScreeningFile& out) : out_(out) {}

  void read(TomlFields& file) {
    const std::string schema = file.required_text("schema");
    if (!schema.empty() && schema != kScreeningSchema) {
      file.report("screening.schema", "schema", quote(schema), quote(kScreeningSchema),
                  "This program reads the first version of the format.");
    }
    out_.title = neutral(file, "title", file.required_name("title"));
    out_.result_set = file.text("result_set").value_or("");
    out_.seed = static_cast<std::uint64_t>(file.whole("seed", 0, kVotesMost).value_or(1));
    for (TomlFields& level : file.tables("level")) read_level(level);
    for (TomlFields& question : file.tables("question")) read_question(question);
    file.finish();
  }

 private:
  void read_level(TomlFields& fields) {
    LevelRule level;
    level.id = fields.required_id("id");
    level.words = neutral(fields, "words", fields.required_name("words"));
    level.group_words =
        neutral(fields, "group_words", fields.text("group_words").value_or("groups"));
    level.neighbours = fields.text("neighbours").value_or("");
    level.name = fields.text("name").value_or("");
    level.shape = fields.text("shape").value_or("");
    for (TomlFields& source : fields.tables("source")) read_source(source, level);
    if (level.sources.empty()) {
      fields.report("screening.kind", "source", "no source", "a file that lists the units",
                    "Write [[level.source]] with file and unit.");
    }
    if (!level.name.empty()) check_column(fields, "name", level.name, level);
    if (!level.shape.empty()) check_column(fields, "shape", level.shape, level);
    for (TomlFields& measure : fields.tables("measure")) read_measure(measure, level);
    for (TomlFields& label : fields.tables("label")) {
      LabelRule rule{label.required_id("id"), label.required_text("column"),
                     neutral(label, "otherwise", label.text("otherwise").value_or(""))};
      check_column(label, "column", rule.column, level);
      level.labels.push_back(rule);
      label.finish();
    }
    fields.finish();
    out_.levels.push_back(std::move(level));
  }

  static void read_source(TomlFields& fields, LevelRule& level) {
    UnitSource source;
    source.id = fields.required_id("id");
    source.file = fields.required_text("file");
    source.unit = fields.texts("unit");
    if (source.unit.empty()) {
      fields.report("screening.kind", "unit", "no columns", "the columns that name a unit",
                    "Write unit = [\"county\", \"municipality\"], the group first.");
    }
    source.across = fields.text("across").value_or("");
    source.lists = fields.flag("lists").value_or(false);
    source.adjusted = fields.flag("adjusted").value_or(false);
    source.zero_unknown = fields.flag("zero_unknown").value_or(false);
    if (auto where = fields.table("where")) {
      for (const std::string& column : where->keys()) {
        source.where.emplace_back(column, where->texts(column.c_str()));
      }
    }
    for (TomlFields& rule : fields.tables("leave_out")) source.leave_out.push_back(row_rule(rule));
    fields.finish();
    level.sources.push_back(std::move(source));
  }

  static RowRule row_rule(TomlFields& fields) {
    RowRule rule;
    rule.words = neutral(fields, "words", fields.required_name("words"));
    rule.empty = fields.texts("empty");
    rule.column = fields.text("column").value_or("");
    rule.of = fields.text("of").value_or("");
    rule.below = decimal(fields, "below", "0.5");
    rule.above = decimal(fields, "above", "1");
    rule.from = fields.whole("from", 0, kVotesMost).value_or(1);
    rule.told = fields.text("told").value_or("");
    rule.told_words = neutral(fields, "told_words", fields.text("told_words").value_or(rule.told));
    const bool compares = !rule.column.empty() && !rule.of.empty() && (rule.below || rule.above);
    if (compares != rule.empty.empty()) {
      fields.report("screening.kind", "", "no rule, or two",
                    "empty = [columns], or column, of, and below or above",
                    "Write for example column = \"counted\", of = \"issued\", below = \"0.5\".");
    }
    fields.finish();
    return rule;
  }

  static bool has_source(const LevelRule& level, const std::string& id) {
    return std::any_of(level.sources.begin(), level.sources.end(),
                       [&](const UnitSource& source) { return source.id == id; });
  }

  static void check_column(TomlFields& fields, const char* key, const std::string& name,
                           const LevelRule& level) {
    const auto dot = name.find('.');
    if (dot != std::string::npos && has_source(level, name.substr(0, dot))) return;
    fields.report("screening.unknown", key, quote(name), "SOURCE.COLUMN of this level",
                  "Name a source that stands above, a dot, and the column.");
  }

  // A measure before this one, or a column of a source.
  static void check_name(TomlFields& fields, const char* key, const std::string& name,
                         const LevelRule& level) {
    const bool measured = std::any_of(level.measures.begin(), level.measures.end(),
                                      [&](const MeasureRule& rule) { return rule.id == name; });
    if (!measured) check_column(fields, key, name, level);
  }

  static void read_measure(TomlFields& fields, LevelRule& level) {
    using Kind = MeasureRule::Kind;
    MeasureRule rule;
    rule.id = fields.required_id("id");
    rule.words = neutral(fields, "words", fields.text("words").value_or(rule.id));
    static constexpr std::array<std::pair<const char*, Kind>, 10> kKinds = {
        {{"sum", Kind::Sum},
         {"share", Kind::Share},
         {"difference", Kind::Difference},
         {"log10", Kind::Log10},
         {"log_odds", Kind::LogOdds},
         {"product", Kind::Product},
         {"indicator", Kind::Indicator},
         {"present", Kind::Present},
         {"only", Kind::Only},
         {"absolute_change", Kind::AbsoluteChange}}};
    int kinds = 0;
    const char* key = "sum";
    for (const auto& [name, kind] : kKinds) {
      if (!fields.has(name)) continue;
      ++kinds;
      rule.kind = kind;
      key = name;
      rule.of = fields.texts(name);
    }
    if (kinds != 1 || rule.of.empty()) {
      fields.report("screening.kind", "", fmt::format("{} kinds of measure", kinds),
                    "one of sum, share, difference, log10, log_odds, product, indicator, present, "
                    "only, absolute_change, with a list of names",
                    "Write for example sum = [\"votes.total\"].");
    }
    rule.least = fields.whole("least", 0, kVotesMost);
    const bool of_whole = rule.kind == Kind::Share || rule.kind == Kind::LogOdds;
    if (of_whole) rule.whole = fields.texts("whole");
    if (rule.kind == Kind::Indicator) rule.text = fields.required_text("contains");
    if (rule.kind == Kind::AbsoluteChange) {
      rule.from = fields.required_text("from");
      rule.to = fields.required_text("to");
      for (const std::string& source : {rule.from, rule.to}) {
        if (has_source(level, source)) continue;
        fields.report("screening.unknown", "from", quote(source), "a source of this level",
                      "Name a source that stands above.");
      }
    } else if (rule.kind == Kind::Present || rule.kind == Kind::Only) {
      for (const std::string& source : rule.of) {
        if (has_source(level, source)) continue;
        fields.report("screening.unknown", key, quote(source), "a source of this level",
                      "Name a source that stands above.");
      }
    } else {
      for (const std::string& name : rule.of) check_name(fields, key, name, level);
      for (const std::string& name : rule.whole) check_name(fields, "whole", name, level);
    }
    const bool two = rule.kind != Kind::Difference || rule.of.size() == 2;
    const bool whole = !of_whole || !rule.whole.empty();
    if (!two || !whole) {
      fields.report("screening.kind", key, "too few names",
                    "a difference of two names; a share of a whole",
                    "Write difference = [\"now\", \"before\"]; share = [...], whole = [...].");
    }
    fields.finish();
    level.measures.push_back(std::move(rule));
  }

  void read_question(TomlFields& fields) {
    screen::Question question;
    question.id = fields.required_id("id");
    if (std::ranges::any_of(out_.questions,
                            [&](const auto& one) { return one.id == question.id; })) {
      fields.report("screening.kind", "id", quote(question.id), "an id that no question above has",
                    "Give each question an id of its own.");
    }
    question.family = fields.text("family").value_or(question.id);
    question.title = neutral(fields, "title", fields.required_name("title"));
    question.said = fields.text("said").value_or("");
    question.source = fields.text("source").value_or("");
    question.level = fields.required_id("level");
    question.innocent = fields.texts("innocent");
    for (const std::string& one : question.innocent) neutral(fields, "innocent", one);
    question.paper = neutral(fields, "paper", fields.text("paper").value_or(""));
    question.base_rate = neutral(fields, "base_rate", fields.text("base_rate").value_or(""));
    question.reads_ballots = fields.flag("reads_ballots").value_or(false);
    known_ = names_of(fields, "level", question.level);
    question.ballots = measure(fields, "ballots", false);
    question.leader = measure(fields, "leader", false);
    question.runner_up = measure(fields, "runner_up", false);
    int kinds = 0;
    const auto one = [&](const char* key, auto read_ask) {
      auto part = fields.table(key);
      if (!part) return;
      ++kinds;
      question.ask = read_ask(*part);
      part->finish();
    };
    one("rise", [&](TomlFields& part) { return read_rise(part); });
    one("within", [&](TomlFields& part) { return read_within(part); });
    one("unlike", [&](TomlFields& part) {
      return screen::UnlikeAsk{measure(part, "events"), measure(part, "trials"),
                               measure(part, "events_before"), measure(part, "trials_before")};
    });
    one("modes", [&](TomlFields& part) { return read_modes(part); });
    one("curve", [&](TomlFields& part) { return read_curve(part); });
    one("funnel", [&](TomlFields& part) {
      return screen::FunnelAsk{measure(part, "events"), measure(part, "trials")};
    });
    one("recounted", [&](TomlFields& part) {
      return screen::RecountedAsk{label(part), measure(part, "votes"), measure(part, "moved"),
                                  measure(part, "moved_named"), measure(part, "net")};
    });
    one("digits", [&](TomlFields& part) { return screen::DigitsAsk{measures(part, "of", true)}; });
    one("rules", [&](TomlFields& part) { return read_rules(part); });
    one("outliers", [&](TomlFields& part) { return read_outliers(part); });
    one("spikes", [&](TomlFields& part) {
      return screen::PeaksAsk{measure(part, "votes"), measure(part, "all")};
    });
    one("fingerprint", [&](TomlFields& part) {
      return screen::FingerprintAsk{measure(part, "votes"), measure(part, "all"),
                                    measure(part, "eligible")};
    });
    one("digit_claim", [&](TomlFields& part) { return read_digit_claim(part); });
    if (kinds != 1) {
      fields.report("screening.kind", "", fmt::format("{} kinds of question", kinds),
                    "one of rules, rise, within, unlike, modes, curve, funnel, recounted, "
                    "digits, outliers, spikes, fingerprint, digit_claim",
                    "Write one table, for example [question.funnel].");
    }
    fields.finish();
    out_.questions.push_back(std::move(question));
  }

  screen::RiseAsk read_rise(TomlFields& fields) {
    screen::RiseAsk ask;
    ask.whole = {own_words(fields), measure(fields, "before"), measure(fields, "after")};
    ask.said_before = fields.whole("said_before", 0, kVotesMost);
    ask.said_after = fields.whole("said_after", 0, kVotesMost);
    for (TomlFields& part : fields.tables("part")) {
      ask.parts.push_back({own_words(part), measure(part, "before"), measure(part, "after")});
      part.finish();
    }
    for (TomlFields& part : fields.tables("beside")) {
      ask.beside.push_back({own_words(part), measure(part, "before"), measure(part, "after")});
      part.finish();
    }
    if (auto fill = fields.table("fill")) {
      screen::RiseAsk::Fill rule;
      rule.of = {own_words(*fill), measure(*fill, "before"), measure(*fill, "after")};
      rule.below = decimal(*fill, "below", "0.2").value_or(0.0);
      rule.from = fill->whole("from", 0, kVotesMost).value_or(1);
      fill->finish();
      ask.fill = rule;
    }
    return ask;
  }

  screen::WithinAsk read_within(TomlFields& fields) {
    screen::WithinAsk ask;
    for (TomlFields& pair : fields.tables("pair")) {
      ask.pairs.push_back({own_words(pair), measure(pair, "part"), measure(pair, "whole"),
                           decimal(pair, "least", "0.5"),
                           pair.whole("from", 0, kVotesMost).value_or(1)});
      pair.finish();
    }
    if (ask.pairs.empty()) {
      fields.report("screening.kind", "pair", "no pair", "a part and its whole",
                    "Write pair = [{ words, part, whole }].");
    }
    return ask;
  }

  std::vector<screen::ModesAsk::Mode> read_mode_list(TomlFields& fields) {
    std::vector<screen::ModesAsk::Mode> modes;
    for (TomlFields& mode : fields.tables("mode")) {
      modes.push_back({own_words(mode), measure(mode, "events"), measure(mode, "trials"),
                       measure(mode, "events_before", false),
                       measure(mode, "trials_before", false)});
      if (modes.back().events_before.empty() != modes.back().trials_before.empty()) {
        mode.report("screening.kind", "events_before", "one of two measures",
                    "events_before and trials_before, or neither",
                    "Write both, or leave both out.");
      }
      mode.finish();
    }
    if (modes.size() < 2) {
      fields.report("screening.kind", "mode", fmt::format("{} modes", modes.size()), "two or more",
                    "Write mode = [{ words, events, trials }], one a mode of voting.");
    }
    return modes;
  }

  screen::ModesAsk read_modes(TomlFields& fields) {
    screen::ModesAsk ask;
    ask.modes = read_mode_list(fields);
    ask.hold = measures(fields, "hold", false);
    ask.within_groups = fields.flag("within_groups").value_or(false);
    for (TomlFields& year : fields.tables("placebo")) {
      ask.placebos.push_back({own_words(year), read_mode_list(year)});
      if (ask.placebos.back().modes.size() != ask.modes.size()) {
        year.report("screening.kind", "mode",
                    fmt::format("{} modes", ask.placebos.back().modes.size()),
                    fmt::format("{}, as the question has", ask.modes.size()),
                    "Write the same modes at the other election.");
      }
      year.finish();
    }
    return ask;
  }

  screen::CurveAsk read_curve(TomlFields& fields) {
    screen::CurveAsk ask;
    ask.question.property = measure(fields, "property");
    ask.question.outcomes = measures(fields, "outcomes", true);
    ask.question.placebos = measures(fields, "placebos", false);
    ask.question.weights = {""};
    for (const std::string& weights : measures(fields, "weights", false)) {
      ask.question.weights.push_back(weights);
    }
    for (TomlFields& held : fields.tables("controls")) {
      ask.question.controls.push_back(
          {own_words(held), measures(held, "hold", false),
           held.flag("within_groups").value_or(false), held.flag("neighbours").value_or(false),
           measures(held, "matched_on", false), measure(held, "property", false)});
      check_pairs(held, ask.question.controls);
      held.finish();
    }
    if (ask.question.controls.empty()) ask.question.controls.push_back({"nothing", {}, false});
    ask.votes = measure(fields, "votes");
    ask.votes_of = neutral(fields, "votes_of", fields.text("votes_of").value_or(""));
    ask.falls = fields.flag("falls").value_or(false);
    if (const auto side = fields.whole("concerned", 0, 1)) ask.concerned = static_cast<int>(*side);
    ask.said = decimal(fields, "said_coefficient", "-0.05");
    if (auto elsewhere = fields.table("elsewhere")) {
      screen::CurveAsk::Elsewhere other;
      other.level = elsewhere->required_id("level");
      other.words = own_words(*elsewhere);
      other.except = elsewhere->texts("except");
      const KnownNames own = std::exchange(known_, names_of(*elsewhere, "level", other.level));
      other.outcome = measure(*elsewhere, "outcome");
      other.property = measure(*elsewhere, "property");
      known_ = own;
      elsewhere->finish();
      ask.elsewhere = other;
    }
    return ask;
  }

  // What stands under this program's name accuses nobody. What was said, and where, is a quotation.
  static std::string neutral(TomlFields& fields, const char* key, std::string text) {
    if (const std::string word = screen::accusing_word(text); !word.empty()) {
      fields.report("screening.accusing", key, quote(word), "words that accuse nobody",
                    "Ask what the figures can answer; quote what was said under \"said\".");
    }
    return text;
  }
  static std::string own_words(TomlFields& fields) {
    return neutral(fields, "words", fields.required_text("words"));
  }

  // The claim is not made between pairs, and a pair has no group beside itself.
  static void check_pairs(TomlFields& fields, const std::vector<screen::ControlSet>& controls) {
    const screen::ControlSet& last = controls.back();
    if (!last.is_paired()) return;
    const bool both = last.neighbours && !last.matched_on.empty();
    if (!both && !last.group_effects && controls.size() > 1) return;
    fields.report("screening.kind", "neighbours", "pairs that cannot be",
                  "neighbours = true or matched_on = [measures], not both, not within_groups, and "
                  "not in the first set",
                  "Write the claim's own set first and one kind of pairs a set.");
  }

  screen::RulesAsk read_rules(TomlFields& fields) {
    screen::RulesAsk ask{measure(fields, "registered", false), measure(fields, "voters", false),
                         measure(fields, "ballots", false),    measures(fields, "choices", true),
                         measure(fields, "total", false),      measures(fields, "before", false)};
    if (ask.before.size() > ask.choices.size()) {
      fields.report("screening.kind", "before", fmt::format("{} measures", ask.before.size()),
                    fmt::format("at most {}, one a choice", ask.choices.size()),
                    "Write the earlier votes of the first choices, in their order.");
    }
    for (TomlFields& pair : fields.tables("parts")) {
      ask.within.emplace_back(measure(pair, "part"), measure(pair, "of"));
      pair.finish();
    }
    return ask;
  }

  screen::OutliersAsk read_outliers(TomlFields& fields) {
    screen::OutliersAsk ask{measures(fields, "choices", true), measures(fields, "hold", false)};
    if (ask.choices.size() == 1) {
      fields.report("screening.kind", "choices", "one choice", "two or more",
                    "Add the other choices, or the votes for all others together.");
    }
    return ask;
  }

  screen::DigitClaimAsk read_digit_claim(TomlFields& fields) {
    screen::DigitClaimAsk ask;
    ask.digit = static_cast<int>(fields.whole("digit", 1, 2).value_or(2));
    ask.measures = measures(fields, "of", true);
    ask.all = measure(fields, "all", ask.digit == 2);
    ask.within = decimal(fields, "correlation", "0.001").value_or(0.0);
    if (!(ask.within >= 0.0) || ask.within >= 1.0) {
      fields.report("screening.kind", "correlation", fmt::format("{}", ask.within),
                    "a correlation from 0 to less than 1", "Write correlation = \"0.001\".");
    }
    return ask;
  }

  // A number with decimals, written as a text so that its digits are kept.
  static std::optional<double> decimal(TomlFields& fields, const char* key, const char* example) {
    const auto text = fields.text(key);
    if (!text) return std::nullopt;
    double number = 0.0;
    const char* end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end) {
      fields.report("screening.kind", key, quote(*text), "a number as a text",
                    fmt::format("Write {} = \"{}\".", key, example));
      return std::nullopt;
    }
    return number;
  }

  KnownNames names_of(TomlFields& fields, const char* key, const std::string& level) {
    std::vector<std::string> levels;
    for (const LevelRule& rule : out_.levels) {
      levels.push_back(rule.id);
      if (rule.id != level) continue;
      KnownNames names;
      for (const MeasureRule& one : rule.measures) names.measures.push_back(one.id);
      for (const LabelRule& one : rule.labels) names.labels.push_back(one.id);
      return names;
    }
    fields.report("screening.unknown", key, quote(level),
                  "a level: " + listed(levels, levels.size()),
                  suggest(level, levels, "Write [[level]] with this id above."));
    return {};
  }

  std::string named(TomlFields& fields, const char* key, const std::string& name,
                    const std::vector<std::string>& known, const char* what) {
    if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return name;
    fields.report("screening.unknown", key, quote(name),
                  fmt::format("a {} of the level: {}", what, listed(known, 20)),
                  suggest(name, known, "Correct the name, or define it in the level."));
    return name;
  }
  std::string measure(TomlFields& fields, const char* key, bool required = true) {
    const std::string name = required ? fields.required_text(key) : fields.text(key).value_or("");
    return named(fields, key, name, known_.measures, "measure");
  }
  std::string label(TomlFields& fields) {
    return named(fields, "label", fields.required_text("label"), known_.labels, "label");
  }
  std::vector<std::string> measures(TomlFields& fields, const char* key, bool required) {
    auto names = fields.texts(key);
    if (required && names.empty()) {
      fields.report("screening.kind", key, "no names", "a list of measures",
                    "Write the measures that are meant.");
    }
    for (const std::string& name : names) named(fields, key, name, known_.measures, "measure");
    return names;
  }

  ScreeningFile& out_;
  KnownNames known_;
};

}  // namespace

base::Result<ScreeningFile> parse_screening(std::string_view text, const std::string& file) {
  const auto table = parse_toml(text, file);
  if (!table) return table.problems();
  ProblemList problems;
  TomlSource source{file, problems};
  TomlFields fields(*table, "", source);
  ScreeningFile out;
  ScreeningReader(out).read(fields);
  if (!problems.empty()) return problems.take_by_place(file);
  return out;
}

}  // namespace recanvass::formats
