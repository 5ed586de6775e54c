#include "report/law_text.h"

#include "base/figures.h"
#include "law/token.h"
#include "report/words.h"

#include <fmt/format.h>

#include <map>

namespace recanvass::report {
namespace {

using law::Verdict;

constexpr int kLawLabelWidth = 15;

/// Writes labelled lines, and nothing for an empty text.
class LawLines {
 public:
  explicit LawLines(const Screen& screen) : screen_(screen) {}
  void add(const char* label, const std::string& words, Tone tone = Tone::Plain) {
    if (!words.empty()) text_ += labelled(label, words, kLawLabelWidth, screen_, tone);
  }
  void add_each(const char* label, const std::vector<std::string>& list, Tone tone = Tone::Plain) {
    for (std::size_t i = 0; i < list.size(); ++i) add(i == 0 ? label : "", list[i], tone);
  }
  void head(const std::string& words) {
    text_ += "\n" + painted(words, Tone::Strong, screen_) + "\n";
  }
  void blank() { text_ += "\n"; }
  std::string take() { return std::move(text_); }

 private:
  const Screen& screen_;
  std::string text_;
};

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string verdict_words(Verdict verdict, const std::string& words) {
  const char* name = verdict == Verdict::Yes ? "Yes" : verdict == Verdict::No ? "No" : "Unknown";
  return words.empty() ? name : fmt::format("{}: {}", name, words);
}

Tone law_tone(Verdict verdict) {
  return verdict == Verdict::Yes ? Tone::Good : verdict == Verdict::No ? Tone::Plain : Tone::Notice;
}

std::string limit_sentence(const std::optional<election::VoteCount>& limit, const char* what) {
  if (!limit) return {};
  if (limit->value() == 0) return fmt::format("{} only at an exact tie", what);
  return fmt::format("{} up to {}", what, base::counted(limit->value(), "vote", "votes"));
}

bool has_figures(const law::Question& question) {
  return question.facts.reported_margin.has_value();
}

std::string question_sentence(const law::Question& question) {
  const law::Facts& facts = question.facts;
  std::string text;
  if (!question.leader.empty()) {
    text = facts.reported_margin->value() == 0
               ? fmt::format("{} and {} are tied", question.leader, question.runner_up)
               : fmt::format("{} leads {} by {}", question.leader, question.runner_up,
                             base::counted(facts.reported_margin->value(), "vote", "votes"));
  } else {
    text = "The difference is " + base::counted(facts.reported_margin->value(), "vote", "votes");
  }
  text += facts.total_votes ? fmt::format(" of {}", base::grouped(facts.total_votes->value()))
                            : ", the total of all votes is not given";
  if (!question.petitioner.empty()) text += fmt::format("; {} asks", question.petitioner);
  return printable(text) + ".";
}

std::string status_sentence(const law::Deadline& deadline) {
  switch (deadline.status) {
    case law::DeadlineStatus::Open: return " (open)";
    case law::DeadlineStatus::Today: return " (today)";
    case law::DeadlineStatus::Passed: return " (passed)";
    case law::DeadlineStatus::Unknown: return "";
  }
  return "";
}

void add_answers(LawLines& lines, const law::Reply& reply) {
  const law::Answer& answer = *reply.answer;
  const law::Petition& petition = answer.petition;
  lines.head(question_sentence(reply.question));
  lines.add("Automatic?", verdict_words(answer.automatic, answer.automatic_words),
            law_tone(answer.automatic));
  lines.add("", limit_sentence(answer.automatic_limit_votes, "automatic"));
  lines.add("May they ask?", verdict_words(petition.allowed, petition.allowed_words),
            law_tone(petition.allowed));
  lines.add("", limit_sentence(petition.limit_votes, "accepted"));
  lines.add("Free?", verdict_words(petition.free, petition.free_words), law_tone(petition.free));
  lines.add("", limit_sentence(petition.free_limit_votes, "free"));
  if (petition.allowed != Verdict::No) lines.add("Price", capital(petition.fee.words));
  if (!answer.second_stage_words.empty()) {
    lines.add("Second stage?", verdict_words(answer.second_stage_due, answer.second_stage_words));
  }
}

std::string automatic_rule(const law::RecountStatute& statute) {
  if (statute.automatic.tiers.empty()) return "None.";
  std::string text = capital(law::words_of(statute.automatic.tiers));
  if (statute.automatic.waivable == law::Recorded::Yes) text += "; the loser may decline it";
  return text + ".";
}

const char* president_words(law::Coverage coverage) {
  switch (coverage) {
    case law::Coverage::Yes: return "covered";
    case law::Coverage::No: return "not covered";
    case law::Coverage::Unclear: return "not confirmed";
  }
  return "";
}

void add_petition_rule(LawLines& lines, const law::Reply& reply) {
  const law::RecountStatute& statute = *reply.statute;
  const law::Petition& petition = reply.answer->petition;
  if (statute.petition.exists == Verdict::No) {
    lines.add("On request", statute.petition.not_found.empty()
                                ? "No."
                                : "Unknown: " + statute.petition.not_found + ".");
    lines.add_each("Dates", petition.further);
    return;
  }
  lines.add("Who may ask", capital(petition.who));
  const std::string scope = law::words_of(statute.petition.scope);
  lines.add("At a margin",
            statute.petition.tiers.empty() ? "any margin" : law::words_of(statute.petition.tiers));
  lines.add("Which contests", scope);
  lines.add("Has to say", petition.grounds);
  if (statute.petition.contested) {
    const law::LowerPlaced& contested = *statute.petition.contested;
    lines.add("Contested",
              "who is placed lower: " + law::with_notes_known(contested.words, contested.rulings,
                                                              "; ", reply.question.as_of));
  }
  lines.add("Filed with", petition.filed_with);
  lines.add("By when", petition.deadline.words + status_sentence(petition.deadline));
  lines.add_each("", petition.further);
  if (!petition.deadline.skipped.empty()) {
    lines.add("", "not counted: " + listed(petition.deadline.skipped));
  }
}

// A long list of prices is told by its first lines; it is whole in the JSON.
void add_prices(LawLines& lines, const law::FeeRule& fee) {
  constexpr std::size_t kWhole = 8;
  constexpr std::size_t kFirst = 4;
  const law::PriceList list = law::prices_of(fee);
  if (list.prices.size() <= kWhole) {
    lines.add("Price", law::words_of(fee));
    return;
  }
  lines.add("Price", list.kind + ":");
  for (std::size_t i = 0; i < kFirst; ++i) lines.add("", list.prices[i]);
  lines.add("", fmt::format("... {} more, see --json", list.prices.size() - kFirst));
}

void add_money_rule(LawLines& lines, const law::RecountStatute& statute,
                    const law::Answer& answer) {
  lines.add("Who pays", statute.payer == "n/a" ? "" : answer.payer);
  if (statute.petition.exists == Verdict::No) return;
  add_prices(lines, statute.fee);
  if (!statute.fee.free.empty()) lines.add("Free at", law::words_of(statute.fee.free));
  if (statute.refund != std::vector<std::string>{"n/a"}) {
    lines.add("Money back if", answer.petition.refund);
  }
}

void add_conduct_rule(LawLines& lines, const law::RecountStatute& statute,
                      const law::Answer& answer) {
  lines.add("How", answer.method);
  lines.add("Then", answer.second_stage);
  for (const law::Stage& stage : statute.stages) {
    lines.add("", stage.what + ": " + law::words_of(stage.tier));
  }
  if (statute.partial != "n/a") lines.add("How much", answer.scope);
  lines.add("Done by", answer.completion);
  lines.add("By officials", answer.official_initiated);
  lines.add("A tie", answer.tie_rule);
}

std::string president_sentence(const law::RecountStatute& statute) {
  const bool automatic = !statute.automatic.tiers.empty();
  const bool petition = statute.petition.exists == Verdict::Yes;
  if (automatic && petition && statute.automatic.president != statute.petition.president) {
    return fmt::format("automatic recount {}, petition {}",
                       president_words(statute.automatic.president),
                       president_words(statute.petition.president));
  }
  if (!automatic && !petition) return "";
  return president_words(automatic ? statute.automatic.president : statute.petition.president);
}

void add_record(LawLines& lines, const law::Reply& reply) {
  const law::RecountStatute& statute = *reply.statute;
  const law::Answer& answer = *reply.answer;
  lines.blank();
  lines.add_each("In words only", answer.read_the_statute, Tone::Notice);
  // Without figures, what figures would decide is not asked.
  std::vector<std::string> unknown;
  for (const std::string& each : answer.unknown) {
    const bool of_figures = each.starts_with("free of charge") || each.starts_with("for the fee") ||
                            each.ends_with(": the difference in votes") ||
                            each.ends_with(": all votes for the office");
    if (has_figures(reply.question) || !of_figures) unknown.push_back(each);
  }
  lines.add_each("Unknown", unknown, Tone::Notice);
  lines.add_each("Caution", answer.cautions, Tone::Notice);
  lines.add("Notes", answer.notes);
  lines.add("Source", fmt::format("{} (newest {})", statute.source, statute.source_date));
}

std::string no_rule_text(const law::Reply& reply, const Screen& screen) {
  std::string text =
      paragraph(fmt::format("No recount rule of {} is known for {}. That is unknown, not none.",
                            reply.question.jurisdiction.text, day_words(reply.question.on)),
                screen);
  text += "Rules known:\n";
  for (const law::RecountStatute& statute : reply.known) {
    text += labelled(statute.id, law::words_of(statute.in_force), kLawLabelWidth, screen);
  }
  return text;
}

std::string short_base(law::MarginBase base) {
  switch (base) {
    case law::MarginBase::VotesForOffice: return "all";
    case law::MarginBase::TopTwo: return "two";
    case law::MarginBase::Winner: return "winner";
    case law::MarginBase::LowestWinner: return "low winner";
    case law::MarginBase::VotesPerSeat: return "per seat";
    case law::MarginBase::BallotsCast: return "ballots";
    case law::MarginBase::VotesInTowns: return "towns";
    case law::MarginBase::VotesWithWriteIns: return "all+write-in";
  }
  return "";
}

const char* short_sign(law::Comparison comparison) {
  switch (comparison) {
    case law::Comparison::AtMost: return "<=";
    case law::Comparison::Below: return "<";
    case law::Comparison::AtLeast: return ">=";
    case law::Comparison::Above: return ">";
  }
  return "";
}

std::string short_limb(const law::Limb& limb) {
  if (const auto* share = std::get_if<law::MarginShare>(&limb)) {
    return fmt::format("{}{} {}", short_sign(share->comparison), base::percent_text(share->share),
                       short_base(share->base));
  }
  const auto& votes = std::get<law::MarginVotes>(limb);
  if (votes.votes.value() == 0) return "tie";
  return fmt::format("{}{}", short_sign(votes.comparison), base::grouped(votes.votes.value()));
}

std::string short_limit(const law::Limit& limit) {
  const bool like_and =
      limit.combination == law::Combination::And || limit.combination == law::Combination::Lesser;
  std::string text;
  for (const law::Limb& limb : limit.limbs) {
    text += (text.empty() ? "" : like_and ? " & " : " | ") + short_limb(limb);
  }
  if (limit.limbs.empty()) text = "any";
  for (const law::Guard& guard : limit.guards) {
    if (guard.what == law::Guard::What::TotalVotes || guard.what == law::Guard::What::BallotsCast) {
      text += fmt::format(" if {}{} {}", short_sign(guard.comparison), base::grouped(guard.number),
                          guard.what == law::Guard::What::TotalVotes ? "votes" : "ballots");
    }
    if (guard.what == law::Guard::What::WriteInCompared) text += " if write-in";
  }
  return text;
}

/// The tier of a statewide candidate at a general election, in signs.
std::string short_tiers(const std::vector<law::Tier>& tiers) {
  const law::Facts statewide;
  for (const law::Tier& tier : tiers) {
    if (law::covers(tier.scope, statewide) != Verdict::Yes) continue;
    if (tier.reach == law::Tier::Reach::Never) return "-";
    if (tier.reach == law::Tier::Reach::AnyMargin) return "any";
    std::string text;
    for (const law::Limit& limit : tier.any_of) {
      text += (text.empty() ? "" : "; ") + short_limit(limit);
    }
    return text;
  }
  return "-";
}

std::string short_petition(const law::RecountStatute& statute) {
  if (statute.petition.exists == Verdict::No) return statute.petition.not_found.empty() ? "-" : "?";
  return statute.petition.tiers.empty() ? "any" : short_tiers(statute.petition.tiers);
}

std::string short_free(const law::RecountStatute& statute) {
  if (statute.petition.exists == Verdict::No) return statute.petition.not_found.empty() ? "-" : "?";
  if (statute.fee.kind == "none") return statute.payer == "unspecified" ? "?" : "always";
  return statute.fee.free.empty() ? "-" : short_tiers(statute.fee.free);
}

std::string short_term(const law::Term& term) {
  const char* unit = "";
  switch (term.unit) {
    case law::ClockUnit::CalendarDays: unit = "d"; break;
    case law::ClockUnit::BusinessDays: unit = "bd"; break;
    case law::ClockUnit::Hours: unit = "h"; break;
    case law::ClockUnit::NthWeekday: unit = "th weekday"; break;
    case law::ClockUnit::BeforeEvent: return "before";
  }
  if (term.opens) return fmt::format("{}-{}{}", *term.opens, term.amount, unit);
  if (term.unit == law::ClockUnit::NthWeekday) {
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    return fmt::format("{}. {}", term.amount, kDays[static_cast<int>(term.weekday)]);
  }
  return fmt::format("{}{}", term.amount, unit);
}

std::string short_deadline(const law::RecountStatute& statute) {
  if (statute.petition.exists == Verdict::No) return statute.petition.not_found.empty() ? "-" : "?";
  std::string at_own_cost;  // one for free recounts follows it
  const law::Facts statewide;
  for (const law::DeadlineRule& rule : statute.petition.deadlines) {
    if (!rule.step.empty() || law::covers(rule.scope, statewide) != Verdict::Yes) continue;
    if (!rule.not_found.empty()) return "?";
    std::string text;
    for (const law::Term& term : rule.terms) text += (text.empty() ? "" : "/") + short_term(term);
    if (!rule.at_own_cost) return text + (at_own_cost.empty() ? "" : " or " + at_own_cost);
    at_own_cost = text;
  }
  return "?";
}

}  // namespace

std::string law_text(const law::Reply& reply, const Screen& screen) {
  if (!reply.statute) return no_rule_text(reply, screen);
  const law::RecountStatute& statute = *reply.statute;
  std::string text = painted(fmt::format("Recount law of {} on {}", statute.jurisdiction_name,
                                         day_words(reply.question.on)),
                             Tone::Strong, screen) +
                     "\n";
  text += paragraph(fmt::format("{}; in force {}. Confidence {}. [{}]", statute.citation,
                                law::words_of(statute.in_force),
                                law::name_of(reply.answer->confidence), statute.id),
                    screen);
  LawLines lines(screen);
  if (has_figures(reply.question)) add_answers(lines, reply);
  lines.head("The rule");
  lines.add("Automatic", automatic_rule(statute));
  add_petition_rule(lines, reply);
  lines.add("Presidential", president_sentence(statute));
  add_money_rule(lines, statute, *reply.answer);
  add_conduct_rule(lines, statute, *reply.answer);
  add_record(lines, reply);
  if (reply.question.election_day_taken_from_on) {
    lines.add("Election day", reply.question.on.long_text() + ", a general election day");
  }
  return text + lines.take();
}

std::string law_comparison_text(base::Date on, const std::vector<law::RuleOnDay>& rules,
                                const Screen& screen) {
  Table table({{"", Align::Left},
               {"automatic", Align::Left, true},
               {"on request", Align::Left, true},
               {"due", Align::Left},
               {"free", Align::Left, true},
               {"sure", Align::Left}});
  for (const law::RuleOnDay& rule : rules) {
    std::string postal = rule.jurisdiction.substr(3);
    for (char& c : postal) c = static_cast<char>(c - 'a' + 'A');
    if (!rule.statute) {
      table.add({{postal}, {"?"}, {"?"}, {"?"}, {"?"}, {"no rule known", Tone::Notice}});
      continue;
    }
    const law::RecountStatute& statute = *rule.statute;
    const bool sure = statute.confidence == law::Confidence::High;
    table.add({{postal},
               {short_tiers(statute.automatic.tiers)},
               {short_petition(statute)},
               {short_deadline(statute)},
               {short_free(statute)},
               {law::name_of(statute.confidence), sure ? Tone::Plain : Tone::Notice}});
  }
  return painted(fmt::format("Recount law on {}: statewide candidates, general election",
                             day_words(on)),
                 Tone::Strong, screen) +
         "\n" + table.text(screen) + "\n" +
         paragraph(
             "Percentages of: all votes for the office, the two compared, the winner, the "
             "winner with the fewest votes, votes per seat, ballots. & both limits, | "
             "either, ; alternatives, - none, ? not known. Due: d days, bd business days, h "
             "hours after the rule's own event. `recanvass law us-xx --on DATE` says it in "
             "words.",
             screen);
}

std::string law_check_text(const law::KnowledgeBase& base, const Screen& screen) {
  std::map<law::GapKind, std::vector<law::Gap>> by_kind;
  for (const law::RecountStatute& statute : base.statutes()) {
    for (const law::Gap& gap : law::gaps_of(statute)) by_kind[gap.kind].push_back(gap);
  }
  for (const law::Gap& gap : law::gaps_between(base)) by_kind[gap.kind].push_back(gap);
  const std::map<law::GapKind, const char*> heads = {
      {law::GapKind::Words, "Kept in words: read the statute"},
      {law::GapKind::Confidence, "Confidence below high"},
      {law::GapKind::NotKnown, "Not known"},
      {law::GapKind::FromMemory, "From general knowledge, without a source"},
      {law::GapKind::Dates, "Days in force not exactly known"}};
  const base::Problems faults = law::faults_of(base);
  std::string text = paragraph(
      fmt::format("{} rules checked. {}", base.statutes().size(),
                  faults.empty() ? "Clean: every jurisdiction has one rule on 8 November 2016 and "
                                   "one without a known end, no two overlap, and each has a "
                                   "calendar. What they leave open follows."
                                 : "Not clean:"),
      screen);
  text += base::sentences(faults);
  for (const auto& [kind, gaps] : by_kind) {
    text += "\n" +
            painted(fmt::format("{} ({})", heads.at(kind), gaps.size()), Tone::Strong, screen) +
            "\n";
    for (const law::Gap& gap : gaps) {
      text += labelled(gap.statute_id, gap.what, kLawLabelWidth, screen);
    }
  }
  return text;
}

}  // namespace recanvass::report
