#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace attune::testing {

// A strict reader of the HTML that pages are made of, simple and slow: every element but the void
// ones is closed in order, attributes stand in double quotes, what stands in script and style is
// passed over. Anything else is a fault.
class HtmlReader {
 public:
  struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
  };

  explicit HtmlReader(std::string_view text) : text_(text) {
    while (at_ < text_.size() && fault_.empty()) step();
    if (fault_.empty() && !open_.empty()) fail("not closed: " + open_.back());
  }

  // Empty when well-formed.
  [[nodiscard]] const std::string& fault() const { return fault_; }

  [[nodiscard]] const std::vector<Element>& elements() const { return elements_; }

  [[nodiscard]] std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count(elements_, name, &Element::name));
  }

  // The values of an attribute, wherever it stands.
  [[nodiscard]] std::vector<std::string> all(const std::string& attribute) const {
    std::vector<std::string> values;
    for (const Element& each : elements_) {
      const auto found = each.attributes.find(attribute);
      if (found != each.attributes.end()) values.push_back(found->second);
    }
    return values;
  }

 private:
  void fail(const std::string& why) {
    if (fault_.empty()) fault_ = why + " before: " + std::string(text_.substr(at_, 60));
  }

  void step() {
    if (text_[at_] != '<') {
      if (text_[at_] == '>') fail("a stray >");
      ++at_;
    } else if (text_.substr(at_, 2) == "<!") {
      at_ = text_.find('>', at_) + 1;
    } else if (text_.substr(at_, 2) == "</") {
      close();
    } else {
      open();
    }
  }

  void close() {
    const std::size_t end = text_.find('>', at_);
    const std::string name(text_.substr(at_ + 2, end - at_ - 2));
    if (open_.empty() || open_.back() != name) return fail("closes " + name);
    open_.pop_back();
    at_ = end + 1;
  }

  std::string word(std::string_view ends) {
    const std::size_t end = text_.find_first_of(ends, at_);
    if (end == std::string_view::npos) {
      fail("ends too early");
      return {};
    }
    std::string found(text_.substr(at_, end - at_));
    at_ = end;
    return found;
  }

  void open() {
    ++at_;
    Element element{word(" \n/>"), {}};
    if (element.name.empty() || std::isalpha(static_cast<unsigned char>(element.name.front())) == 0)
      return fail("no name of an element");
    while (fault_.empty() && text_[at_] != '>') attribute(element);
    if (!fault_.empty()) return;
    const bool closed = text_[at_ - 1] == '/';
    ++at_;
    static const std::set<std::string> kVoid = {"meta", "br", "input", "link", "hr"};
    const std::string name = element.name;
    elements_.push_back(std::move(element));
    if (name == "script" || name == "style") {
      at_ = text_.find("</" + name + ">", at_) + name.size() + 3;
    } else if (!closed && !kVoid.contains(name)) {
      open_.push_back(name);
    }
  }

  void attribute(Element& element) {
    if (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '/') {
      ++at_;
      return;
    }
    const std::string name = word(" =/>");
    std::string value;
    if (fault_.empty() && text_[at_] == '=') {
      if (text_[++at_] != '"') return fail("a value without quotes");
      ++at_;
      value = word("\"");
      ++at_;
    }
    if (!element.attributes.emplace(name, value).second) fail("twice: " + name);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string fault_;
  std::vector<std::string> open_;
  std::vector<Element> elements_;
};

}  // namespace attune::testing
