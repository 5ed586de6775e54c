#include "report/page_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::report {
namespace {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::set<std::string> inside;  // names of elements anywhere within
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (!is_space(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

class PageReader {
 public:
  PageReader(std::string_view html, const std::set<std::string>& beside)
      : html_(html), beside_(beside) {}

  std::vector<std::string> read() {
    while (at_ < html_.size() && faults_.empty()) {
      const std::size_t open = html_.find('<', at_);
      if (open == std::string_view::npos) break;
      const std::size_t close = html_.find('>', open);
      if (close == std::string_view::npos) {
        fault("a tag is not ended");
        break;
      }
      at_ = close + 1;
      take_tag(html_.substr(open + 1, close - open - 1));
    }
    if (!open_.empty()) fault("<" + open_.back().name + "> is not closed");
    check_links();
    return faults_;
  }

 private:
  void fault(std::string words) { faults_.push_back(std::move(words)); }

  void take_tag(std::string_view tag) {
    if (tag.starts_with("!")) return;
    if (tag.starts_with("/")) {
      end_element(std::string(tag.substr(1)));
      return;
    }
    const bool empty = tag.ends_with("/");
    if (empty) tag.remove_suffix(1);
    Element element = parse_tag(tag);
    check_start(element);
    for (Element& outer : open_) outer.inside.insert(element.name);
    open_.push_back(std::move(element));
    if (empty) end_element(open_.back().name);
  }

  Element parse_tag(std::string_view tag) {
    Element element;
    std::size_t at = std::min(tag.find_first_of(" \n\t"), tag.size());
    element.name = std::string(tag.substr(0, at));
    while (true) {
      while (at < tag.size() && is_space(tag[at])) ++at;
      if (at >= tag.size()) return element;
      const std::size_t equals = tag.find("=\"", at);
      const std::size_t end = equals == std::string_view::npos ? equals : tag.find('"', equals + 2);
      if (end == std::string_view::npos) {
        fault("an attribute of <" + element.name + "> is not quoted");
        return element;
      }
      element.attributes[std::string(tag.substr(at, equals - at))] =
          std::string(tag.substr(equals + 2, end - equals - 2));
      at = end + 1;
    }
  }

  void check_start(const Element& element) {
    static const std::set<std::string> kLoading = {"script", "link",  "img",   "iframe", "object",
                                                   "embed",  "audio", "video", "use",    "image"};
    if (kLoading.count(element.name) > 0) fault("<" + element.name + "> loads something");
    if (element.name == "html" && element.attributes.count("lang") == 0) {
      fault("<html> has no language");
    }
    for (const auto& [name, value] : element.attributes) {
      if (name == "id" && !ids_.insert(value).second) fault("id \"" + value + "\" stands twice");
      if (name == "src" || name == "srcset" || name == "style" || name.starts_with("on")) {
        fault("<" + element.name + "> has the attribute " + name);
      }
      if (name == "href") take_link(value);
      if (name == "aria-labelledby") {
        for (const std::string& word : split_words(value)) wanted_.insert(word);
      }
    }
  }

  void take_link(const std::string& target) {
    if (target.starts_with("#"))
      wanted_.insert(target.substr(1));
    else if (beside_.count(target) == 0)
      fault("a link leads off the page: " + target);
  }

  void end_element(const std::string& name) {
    if (open_.empty() || open_.back().name != name) {
      fault(fmt::format("</{}> closes {}", name,
                        open_.empty() ? "nothing" : "<" + open_.back().name + ">"));
      return;
    }
    const Element element = std::move(open_.back());
    open_.pop_back();
    const auto lacks = [&](const char* part) { return element.inside.count(part) == 0; };
    if (name == "svg" && (lacks("title") || lacks("desc"))) fault("an <svg> lacks title or desc");
    if (name == "figure" && lacks("table")) fault("a <figure> has no table twin");
    if (name == "table" && lacks("caption")) fault("a <table> has no caption");
  }

  void check_links() {
    for (const std::string& id : wanted_) {
      if (ids_.count(id) == 0) fault("nothing has the id \"" + id + "\"");
    }
    if (html_.find("url(") != std::string_view::npos ||
        html_.find("@import") != std::string_view::npos) {
      fault("the style sheet loads something");
    }
  }

  std::string_view html_;
  const std::set<std::string>& beside_;
  std::size_t at_ = 0;
  std::vector<Element> open_;
  std::set<std::string> ids_;
  std::set<std::string> wanted_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> page_faults(std::string_view html, const std::set<std::string>& beside) {
  return PageReader(html, beside).read();
}

}  // namespace recanvass::report
