#include "report/remark_words.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace recanvass::report {
namespace {

// What may stand in a part of a sentence, by how the part's name begins.
enum class PartKind {
  Number,   // "number": 1,234
  Money,    // "money": $1,234.50
  Limit,    // "limit": a number, share or sum of money
  Signed,   // "signed": +3
  Moment,   // "moment": written out
  Clauses,  // "clauses": several of the catalogue's clauses, between semicolons
  Clause,   // "clause": one
  By,       // "by": by whom, and by whose order
  Series,   // "series": several of its items, between commas
  Law,      // "law": what the law says, as long as it goes
  LawPart,  // "law_": one part of it
  Figure,   // "figure": what a figure is called
  Tail,     // "tail": nothing, or "; by" and names
  Words,    // anything else: names, ids, what a person wrote
};

struct PartName {
  std::string_view start;
  PartKind kind;
};

// The longer beginning of two stands first.
constexpr PartName kPartNames[] = {
    {"number", PartKind::Number}, {"money", PartKind::Money},   {"limit", PartKind::Limit},
    {"signed", PartKind::Signed}, {"moment", PartKind::Moment}, {"clauses", PartKind::Clauses},
    {"clause", PartKind::Clause}, {"series", PartKind::Series}, {"law_", PartKind::LawPart},
    {"law", PartKind::Law},       {"tail", PartKind::Tail},     {"figure", PartKind::Figure},
    {"by", PartKind::By},
};

PartKind kind_of_part(std::string_view name) {
  for (const PartName& known : kPartNames) {
    if (name.starts_with(known.start)) return known.kind;
  }
  return PartKind::Words;
}

// A sentence of the catalogue: plain words, and after each but the last a part to be filled.
struct RemarkPiece {
  std::string words;
  std::string part;  // empty: the end
};

struct RemarkForm {
  const Saying* saying = nullptr;
  std::vector<RemarkPiece> pieces;
};

RemarkForm form_of(const Saying& saying) {
  RemarkForm form;
  form.saying = &saying;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = saying.english.find('{', at);
    if (open == std::string::npos) break;
    const std::size_t close = saying.english.find('}', open);
    form.pieces.push_back(
        {saying.english.substr(at, open - at), saying.english.substr(open + 1, close - open - 1)});
    at = close + 1;
  }
  form.pieces.push_back({saying.english.substr(at), ""});
  return form;
}

std::vector<RemarkForm> forms_of(std::string_view group) {
  std::vector<RemarkForm> forms;
  for (const Saying& saying : sayings()) {
    if (saying.key.starts_with(group)) forms.push_back(form_of(saying));
  }
  RECANVASS_CHECK(!forms.empty());
  return forms;
}

const std::vector<RemarkForm>& sentence_forms() {
  static const std::vector<RemarkForm> forms = forms_of("remark.");
  return forms;
}

const std::vector<RemarkForm>& clause_forms() {
  static const std::vector<RemarkForm> forms = forms_of("clause.");
  return forms;
}

const std::vector<RemarkForm>& by_forms() {
  static const std::vector<RemarkForm> forms = forms_of("by.");
  return forms;
}

const std::vector<RemarkForm>& item_forms() {
  static const std::vector<RemarkForm> forms = forms_of("item.");
  return forms;
}

const std::vector<RemarkForm>& law_forms() {
  static const std::vector<RemarkForm> forms = forms_of("law.");
  return forms;
}

const std::vector<RemarkForm>& figure_forms() {
  static const std::vector<RemarkForm> forms = forms_of("figure.");
  return forms;
}

bool has_only(std::string_view text, std::string_view marks) {
  const bool digit = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digit && std::ranges::all_of(text, [&](char c) {
           return (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
         });
}

class RemarkReader {
 public:
  explicit RemarkReader(Language language) : language_(language) {}

  [[nodiscard]] std::optional<std::string> sentences(std::string_view text) const {
    const auto read = [&](std::string_view part) { return one_of(sentence_forms(), part); };
    return several(text, ". ", true, read);
  }

  [[nodiscard]] std::optional<std::string> figure(std::string_view text) const {
    return one_of(figure_forms(), text);
  }

 private:
  using Filled = std::vector<std::pair<std::string, std::string>>;

  [[nodiscard]] std::optional<std::string> one_of(const std::vector<RemarkForm>& forms,
                                                  std::string_view text) const {
    for (const RemarkForm& form : forms) {
      Filled filled;
      if (!fills(form.pieces, 0, text, filled)) continue;
      return say(language_, form.saying->key, Fillings(filled.begin(), filled.end()));
    }
    return std::nullopt;
  }

  // The text cut at some of its separators so that each part can be read; the shortest parts first.
  template <class Read>
  std::optional<std::string> several(std::string_view text, std::string_view between, bool stops,
                                     Read read) const {
    const std::size_t kept = stops ? 1 : 0;  // the full stop stays with its sentence
    std::vector<std::size_t> starts = {0};
    for (std::size_t at = text.find(between); at != std::string_view::npos;
         at = text.find(between, at + between.size())) {
      starts.push_back(at + between.size());
    }
    starts.push_back(text.size() + between.size() - kept);
    // What is from a start on in the language, from the last one back.
    std::vector<std::optional<std::string>> from(starts.size());
    from.back() = "";
    for (std::size_t first = starts.size() - 1; first-- > 0;) {
      for (std::size_t next = first + 1; next < starts.size() && !from[first]; ++next) {
        if (!from[next]) continue;
        const std::size_t end = starts[next] - between.size() + kept;
        const auto part = read(text.substr(starts[first], end - starts[first]));
        if (!part) continue;
        const bool last = next + 1 == starts.size();
        from[first] = *part + (last ? "" : std::string(between.substr(kept))) + *from[next];
      }
    }
    return from[0];
  }

  // Whether the rest of the text is the rest of the form; then what its parts are filled with.
  bool fills(const std::vector<RemarkPiece>& pieces, std::size_t at, std::string_view text,
             Filled& filled) const {
    const RemarkPiece& piece = pieces[at];
    if (!text.starts_with(piece.words)) return false;
    text.remove_prefix(piece.words.size());
    if (piece.part.empty()) return text.empty();
    const std::string_view next = pieces[at + 1].words;
    const bool is_last = next.empty() && pieces[at + 1].part.empty();
    std::vector<std::size_t> ends;
    if (is_last) {
      ends.push_back(text.size());
    } else {
      for (std::size_t end = text.find(next); end != std::string_view::npos && end <= text.size();
           end = text.find(next, end + 1)) {
        ends.push_back(end);
        if (end == text.size()) break;
      }
    }
    if (kind_of_part(piece.part) == PartKind::Law) std::ranges::reverse(ends);
    return std::ranges::any_of(ends, [&](std::size_t end) {
      auto value = part_in(kind_of_part(piece.part), text.substr(0, end));
      if (!value) return false;
      filled.emplace_back(piece.part, std::move(*value));
      if (fills(pieces, at + 1, text.substr(end), filled)) return true;
      filled.pop_back();
      return false;
    });
  }

  [[nodiscard]] std::optional<std::string> part_in(PartKind kind, std::string_view text) const {
    const auto as_it_is = [&](bool fits) {
      return fits ? std::optional(std::string(text)) : std::nullopt;
    };
    switch (kind) {
      case PartKind::Number: return as_it_is(has_only(text, ",-"));
      case PartKind::Money: return as_it_is(has_only(text, "$,.-"));
      case PartKind::Limit: return as_it_is(has_only(text, "$,.%/"));
      case PartKind::Signed:
        return as_it_is((text.starts_with('+') || text.starts_with('-')) && has_only(text, "+-,"));
      case PartKind::Moment: {
        const bool is_moment = base::Date::parse(text).ok() || base::LocalTime::parse(text).ok();
        return is_moment ? std::optional(moment_words(language_, text)) : std::nullopt;
      }
      case PartKind::Clauses: return list_of(clause_forms(), text, "; ");
      case PartKind::Clause: return one_of(clause_forms(), text);
      case PartKind::By: return one_of(by_forms(), text);
      case PartKind::Series: return series(text);
      case PartKind::Law: return list_of(law_forms(), text, "; ");
      case PartKind::LawPart: return one_of(law_forms(), text);
      case PartKind::Figure: return figure(text);
      case PartKind::Tail: return tail(text);
      case PartKind::Words: return named(text);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> list_of(const std::vector<RemarkForm>& forms,
                                                   std::string_view text,
                                                   std::string_view between) const {
    const auto read = [&](std::string_view part) { return one_of(forms, part); };
    return several(text, between, false, read);
  }

  // "O1 (8 envelopes or ballots), O2 (1 envelope or ballot) and 3 more"
  [[nodiscard]] std::optional<std::string> series(std::string_view text) const {
    const auto [some, more] = without_more(text);
    auto list = list_of(item_forms(), some, ", ");
    if (list) *list += more;
    return list;
  }

  [[nodiscard]] std::optional<std::string> tail(std::string_view text) const {
    constexpr std::string_view kBy = "; by ";
    if (text.empty()) return std::string();
    if (!text.starts_with(kBy) || text.size() == kBy.size()) return std::nullopt;
    return "; " + say(language_, "by.people", {{"people", std::string(text.substr(kBy.size()))}});
  }

  [[nodiscard]] std::optional<std::string> named(std::string_view text) const {
    if (text.empty()) return std::nullopt;
    const auto [some, more] = without_more(text);
    return std::string(some) + more;
  }

  // A list of names or ids that was cut: "and 3 more" at its end, in the language.
  [[nodiscard]] std::pair<std::string_view, std::string> without_more(std::string_view text) const {
    constexpr std::string_view kAnd = " and ";
    const std::size_t at = text.rfind(kAnd);
    if (at == std::string_view::npos || at == 0) return {text, ""};
    if (!text.ends_with(" more")) return {text, ""};
    const auto more = one_of(item_forms(), text.substr(at + 1));
    if (!more) return {text, ""};
    const bool comma = text[at - 1] == ',';
    return {text.substr(0, at - (comma ? 1 : 0)), (comma ? ", " : " ") + *more};
  }

  Language language_;
};

}  // namespace

std::optional<std::string> remark_in(Language language, std::string_view english) {
  if (language == Language::English) return std::string(english);
  return RemarkReader(language).sentences(english);
}

std::string figure_name_in(Language language, std::string_view english) {
  if (language == Language::English) return std::string(english);
  return RemarkReader(language).figure(english).value_or(std::string(english));
}

}  // namespace recanvass::report
