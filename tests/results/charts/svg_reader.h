#pragma once

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace attune::testing {

// A strict reader of the XML that charts are made of, simple and slow: elements, quoted attributes,
// text and the five entities that `escaped` writes. Anything else is a fault.
class SvgReader {
 public:
  struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
  };

  explicit SvgReader(std::string_view text) : text_(text) {
    element();
    if (fault_.empty() && at_ != text_.size()) fail("more after the root");
  }

  // Empty when well-formed.
  [[nodiscard]] const std::string& fault() const { return fault_; }

  [[nodiscard]] const std::vector<Element>& elements() const { return elements_; }

  // All text and all values of attributes, with entities resolved.
  [[nodiscard]] const std::string& words() const { return words_; }

  [[nodiscard]] std::size_t count(const std::string& name) const {
    std::size_t count = 0;
    for (const Element& each : elements_) count += each.name == name ? 1 : 0;
    return count;
  }

 private:
  void fail(const std::string& why) {
    if (fault_.empty()) fault_ = why + " at " + std::to_string(at_);
    at_ = text_.size();
  }

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void expect(char letter) {
    if (peek() != letter) return fail(std::string("expected ") + letter);
    ++at_;
  }

  std::string name() {
    const std::size_t from = at_;
    while (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '-') ++at_;
    if (from == at_) fail("expected a name");
    return std::string(text_.substr(from, at_ - from));
  }

  // Text up to `end`, which is not taken.
  std::string letters(char end) {
    std::string words;
    while (fault_.empty() && at_ < text_.size() && peek() != end) {
      const auto byte = static_cast<unsigned char>(peek());
      if (byte == '<' || byte == '>' || byte == '"' || byte == '\'')
        fail("a bare letter of markup");
      else if (byte < 0x20 || byte == 0x7F)
        fail("a control character");
      else if (byte == '&')
        words += entity();
      else
        words += text_[at_++];
    }
    words_ += words + "\n";
    return words;
  }

  std::string entity() {
    const std::map<std::string_view, std::string> known = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    for (const auto& [written, letter] : known) {
      if (text_.substr(at_).starts_with(written)) {
        at_ += written.size();
        return letter;
      }
    }
    fail("an unknown entity");
    return {};
  }

  void attributes(Element& made) {
    while (fault_.empty() && peek() == ' ') {
      ++at_;
      const std::string key = name();
      expect('=');
      expect('"');
      const std::string value = letters('"');
      expect('"');
      if (!made.attributes.emplace(key, value).second) fail("an attribute twice");
    }
  }

  void element() {
    expect('<');
    Element made{.name = name()};
    attributes(made);
    elements_.push_back(made);
    if (peek() == '/') {
      ++at_;
      return expect('>');
    }
    expect('>');
    while (fault_.empty() && !(peek() == '<' && peek(1) == '/')) {
      if (at_ >= text_.size()) return fail("not closed: " + made.name);
      if (peek() == '<')
        element();
      else
        letters('<');
    }
    expect('<');
    expect('/');
    if (fault_.empty() && name() != made.name) fail("closed otherwise: " + made.name);
    expect('>');
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string fault_;
  std::vector<Element> elements_;
  std::string words_;
};

inline std::vector<SvgReader::Element> elements_of(const std::string& svg) {
  return SvgReader(svg).elements();
}

// A path's ends of lines, as far as our charts draw: M, L, H, V, h, v, l, z.
inline std::vector<std::pair<double, double>> path_ends(const std::string& outline) {
  std::vector<std::pair<double, double>> ends;
  double x = 0;
  double y = 0;
  char verb = 'M';
  const char* at = outline.c_str();
  while (*at != '\0') {
    if (*at == ' ') {
      ++at;
      continue;
    }
    if (std::isalpha(static_cast<unsigned char>(*at)) != 0) verb = *at++;
    if (verb == 'Z' || verb == 'z') continue;
    char* next = nullptr;
    const double first = std::strtod(at, &next);
    if (next == at) return {};
    at = next;
    const bool both = verb == 'M' || verb == 'L' || verb == 'l';
    const double second = both ? std::strtod(at, &next) : 0;
    at = next;
    if (verb == 'M' || verb == 'L') x = first, y = second;
    if (verb == 'l') x += first, y += second;
    if (verb == 'H') x = first;
    if (verb == 'h') x += first;
    if (verb == 'V') y = first;
    if (verb == 'v') y += first;
    ends.emplace_back(x, y);
  }
  return ends;
}

// What is wrong with a chart: not well-formed, unnamed, or drawn outside its box. Empty: nothing.
inline std::string chart_fault(const std::string& svg) {
  const SvgReader reader(svg);
  if (!reader.fault().empty()) return reader.fault();
  const auto& root = reader.elements().front();
  const auto value = [](const SvgReader::Element& of, const std::string& key) {
    const auto found = of.attributes.find(key);
    return found == of.attributes.end() ? std::string() : found->second;
  };
  if (root.name != "svg" || value(root, "role") != "img") return "the root is not an image";
  if (reader.elements().size() < 2 || reader.elements()[1].name != "title") return "no title";
  double width = 0;
  double height = 0;
  if (std::sscanf(value(root, "viewBox").c_str(), "0 0 %lf %lf", &width, &height) != 2)
    return "no viewBox";
  const auto inside = [&](double x, double y) {
    return x >= -0.01 && y >= -0.01 && x <= width + 0.01 && y <= height + 0.01;
  };
  double lowered = 0;  // by the group of a row
  for (const auto& each : reader.elements()) {
    const auto number = [&](const std::string& key) {
      return std::strtod(value(each, key).c_str(), nullptr);
    };
    std::string names;
    for (const auto& [key, text] : each.attributes) names += key + "=" + text + " ";
    if (each.name == "g" && each.attributes.contains("transform"))
      std::sscanf(value(each, "transform").c_str(), "translate(0 %lf)", &lowered);
    else if (each.name == "g")
      lowered = 0;
    bool good = true;
    if (each.name == "circle") good = inside(number("cx"), number("cy"));
    if (each.name == "text" && !each.attributes.contains("transform"))
      good = inside(number("x"), number("y") + (each.attributes.contains("y") ? 0 : lowered));
    if (each.name == "rect")
      good = inside(number("x"), number("y")) && number("width") >= 0 && number("height") >= 0 &&
             inside(number("x") + number("width"), number("y") + number("height"));
    if (each.name == "path") {
      const auto ends = path_ends(value(each, "d"));
      good = !ends.empty();
      for (const auto& [x, y] : ends) good = good && inside(x, y);
    }
    if (!good) return "outside: " + each.name + " " + names;
  }
  for (const char* never : {"nan", "inf", "NaN", "script", "style", "href", "http"}) {
    for (const auto& each : reader.elements()) {
      for (const auto& [key, text] : each.attributes) {
        if (text.find(never) != std::string::npos || key.starts_with("on"))
          return "never in an attribute: " + text;
      }
    }
  }
  return {};
}

}  // namespace attune::testing
