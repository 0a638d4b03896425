/** Reads what the package exports: classes, arguments and functions with their comments, as an editor shows them. */

import path from "node:path";
import ts from "typescript";
import type { Fields } from "../../provider/codec/fields";

const root = path.resolve(__dirname, "../..");

/** A comment: its text, and its tags such as `@remarks`. */
export interface Comment {
  readonly text: string;
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

/** A member of arguments or of a class. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly comment: Comment;
  /** The type as it is written, where it is; else it follows from a descriptor. */
  readonly type?: ts.TypeNode;
}

/** An exported interface of arguments. */
export interface ArgumentType {
  readonly name: string;
  readonly comment: Comment;
  readonly members: readonly Member[];
  /** The fields of the descriptor that it is derived from. */
  readonly fields?: Fields;
  /** Its file, from the root. */
  readonly file: string;
}

/** An exported class of a resource. */
export interface ResourceClass {
  /** The name of the class itself. */
  readonly name: string;
  /** All names under which it is exported. */
  readonly exportedAs: readonly string[];
  readonly comment: Comment;
  /** The name of its arguments' interface. */
  readonly argumentType: string;
  readonly outputs: readonly Member[];
  /** Its file, from the root. */
  readonly file: string;
}

/** An exported function or constant. */
export interface Helper {
  readonly name: string;
  /** Parameters of a function, as they are written in a call. */
  readonly parameters?: readonly string[];
  readonly comment: Comment;
  /** Its file, from the root. */
  readonly file: string;
}

/** Everything that `sdk/index.ts` exports. */
export interface Sdk {
  readonly classes: readonly ResourceClass[];
  readonly argumentTypes: ReadonlyMap<string, ArgumentType>;
  readonly helpers: readonly Helper[];
}

/** Reads the exports of `sdk/index.ts`. */
export function readSdk(): Sdk {
  const index = path.join(root, "sdk/index.ts");
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([index], options);
  return new Reader(program).read(index);
}

class Reader {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  constructor(program: ts.Program) {
    this.#program = program;
    this.#checker = program.getTypeChecker();
  }

  read(index: string): Sdk {
    const file = this.#program.getSourceFile(index);
    const module = file && this.#checker.getSymbolAtLocation(file);
    if (module === undefined) {
      throw new Error(`${index} exports nothing`);
    }
    const names = new Map<ts.Symbol, string[]>();
    for (const exported of this.#checker.getExportsOfModule(module)) {
      const symbol = this.#resolve(exported);
      names.set(symbol, [...(names.get(symbol) ?? []), exported.name]);
    }
    const all = [...names];
    return {
      classes: all
        .filter(([{ flags }]) => flags & ts.SymbolFlags.Class)
        .map(([symbol, exportedAs]) => this.#classOf(symbol, exportedAs)),
      argumentTypes: new Map(
        all
          .filter(([{ flags }]) => flags & ts.SymbolFlags.Interface && !(flags & ts.SymbolFlags.Class))
          .map(([symbol]) => [symbol.name, this.#argumentType(symbol)]),
      ),
      helpers: all
        .filter(([{ flags }]) => flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable))
        .map(([symbol]) => this.#helper(symbol)),
    };
  }

  #classOf(symbol: ts.Symbol, exportedAs: readonly string[]): ResourceClass {
    const [signature] = this.#checker.getTypeOfSymbol(symbol).getConstructSignatures();
    const [, args] = signature?.getParameters() ?? [];
    if (args === undefined) {
      throw new Error(`${symbol.name} has no constructor with arguments`);
    }
    return {
      name: symbol.name,
      exportedAs,
      comment: this.#comment(symbol),
      argumentType: this.#checker.getTypeOfSymbol(args).symbol.name,
      outputs: this.#members(this.#checker.getDeclaredTypeOfSymbol(symbol)),
      file: fileOf(symbol),
    };
  }

  #argumentType(symbol: ts.Symbol): ArgumentType {
    const declaration = symbol.declarations?.find(ts.isInterfaceDeclaration);
    const query = declaration?.heritageClauses && this.#typeQuery(declaration.heritageClauses);
    return {
      name: symbol.name,
      comment: this.#comment(symbol),
      members: this.#members(this.#checker.getDeclaredTypeOfSymbol(symbol)),
      ...(query !== undefined && { fields: this.#evaluate(query) as Fields }),
      file: fileOf(symbol),
    };
  }

  #helper(symbol: ts.Symbol): Helper {
    const [signature] = this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    return {
      name: symbol.name,
      comment: this.#comment(symbol),
      file: fileOf(symbol),
      ...(signature !== undefined && {
        parameters: signature.getParameters().map((parameter) => {
          const declaration = declarationOf(parameter) as ts.ParameterDeclaration;
          const optional = declaration.questionToken ?? declaration.initializer;
          return `${declaration.name.getText()}${optional ? "?" : ""}`;
        }),
      }),
    };
  }

  /** The members that this package has written; those of Pulumi's own classes are not ours to explain. */
  #members(type: ts.Type): readonly Member[] {
    return type
      .getProperties()
      .filter((symbol) => !declarationOf(symbol).getSourceFile().fileName.includes("/node_modules/"))
      .map((symbol) => {
        const declaration = declarationOf(symbol);
        const written = ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration);
        return {
          name: symbol.name,
          optional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
          comment: this.#comment(symbol),
          ...(written && declaration.type !== undefined && { type: declaration.type }),
        };
      });
  }

  #comment(symbol: ts.Symbol): Comment {
    const tags = new Map<string, string[]>();
    for (const { name, text } of symbol.getJsDocTags(this.#checker)) {
      tags.set(name, [...(tags.get(name) ?? []), ts.displayPartsToString(text)]);
    }
    return { text: ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)), tags };
  }

  /** The descriptor in `Args<typeof corsRule.fields>`. */
  #typeQuery(nodes: readonly ts.Node[]): ts.EntityName | undefined {
    for (const node of nodes) {
      const found = ts.isTypeQueryNode(node) ? node.exprName : this.#typeQuery(childrenOf(node));
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  /** The value of an expression such as `bucketCors.struct.fields`. */
  #evaluate(expression: ts.EntityName): unknown {
    if (ts.isQualifiedName(expression)) {
      const left = this.#evaluate(expression.left) as Record<string, unknown>;
      return left[expression.right.text];
    }
    const imported = this.#checker.getSymbolAtLocation(expression);
    if (imported === undefined) {
      throw new Error(`${expression.text} is not known`);
    }
    const symbol = this.#resolve(imported);
    return require(declarationOf(symbol).getSourceFile().fileName)[symbol.name];
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }
}

function declarationOf(symbol: ts.Symbol): ts.Declaration {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  if (declaration === undefined) {
    throw new Error(`${symbol.name} is declared nowhere`);
  }
  return declaration;
}

function fileOf(symbol: ts.Symbol): string {
  return path.relative(root, declarationOf(symbol).getSourceFile().fileName).split(path.sep).join("/");
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  return children;
}
