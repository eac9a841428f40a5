package dev.tandem.interop.samples.house

import com.sun.source.tree.CompilationUnitTree
import com.sun.source.tree.LambdaExpressionTree
import com.sun.source.tree.MethodTree
import com.sun.source.tree.Tree
import com.sun.source.util.JavacTask
import com.sun.source.util.TreeScanner
import com.sun.source.util.Trees
import org.jetbrains.kotlin.KtNodeTypes
import org.jetbrains.kotlin.com.intellij.lang.LighterASTNode
import org.jetbrains.kotlin.com.intellij.lang.PsiBuilderFactory
import org.jetbrains.kotlin.com.intellij.lang.impl.PsiBuilderFactoryImpl
import org.jetbrains.kotlin.com.intellij.mock.MockApplication
import org.jetbrains.kotlin.com.intellij.openapi.application.ApplicationManager
import org.jetbrains.kotlin.com.intellij.openapi.util.Disposer
import org.jetbrains.kotlin.com.intellij.openapi.util.Ref
import org.jetbrains.kotlin.com.intellij.util.diff.FlyweightCapableTreeStructure
import org.jetbrains.kotlin.lexer.KtTokens
import org.jetbrains.kotlin.parsing.KotlinLightParser
import java.net.URI
import java.nio.file.Path
import javax.tools.JavaFileObject
import javax.tools.SimpleJavaFileObject
import javax.tools.ToolProvider
import kotlin.io.path.extension
import kotlin.io.path.readText

/**
 * The lines of each function, constructor and lambda in [file], by the parser of its language's own compiler: from the
 * header, without what is written above it, to the closing brace.
 */
internal fun functionsIn(file: Path): List<IntRange> = when (file.extension) {
    "java" -> functionsInJava(file.readText())
    "kt" -> functionsInKotlin(file.readText())
    else -> error("$file is neither of Java nor of Kotlin")
}

internal fun functionsInJava(text: String): List<IntRange> {
    val source = object : SimpleJavaFileObject(URI("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
        override fun getCharContent(ignoreEncodingErrors: Boolean) = text
    }
    val task = ToolProvider.getSystemJavaCompiler().getTask(null, null, {}, null, null, listOf(source)) as JavacTask
    val found = mutableListOf<IntRange>()
    task.parse().forEach { unit ->
        val positions = Trees.instance(task).sourcePositions
        val scanner = object : TreeScanner<Unit, CompilationUnitTree>() {
            override fun visitMethod(method: MethodTree, unit: CompilationUnitTree) {
                add(method.returnType ?: method.body, method)
                super.visitMethod(method, unit)
            }

            override fun visitLambdaExpression(lambda: LambdaExpressionTree, unit: CompilationUnitTree) {
                add(lambda, lambda)
                super.visitLambdaExpression(lambda, unit)
            }

            private fun add(header: Tree, function: Tree) {
                val first = positions.getStartPosition(unit, header).toInt()
                found += text.linesBetween(first, positions.getEndPosition(unit, function).toInt())
            }
        }
        scanner.scan(unit, unit)
    }
    return found
}

internal fun functionsInKotlin(text: String): List<IntRange> {
    val tree = kotlinParser.buildLightTree(text, null, null)
    return tree.all(tree.root).filter { it.tokenType in FUNCTIONS }.map { function ->
        val header = tree.children(function).first { it.tokenType !in ABOVE_A_HEADER }
        text.linesBetween(header.startOffset, function.endOffset)
    }
}

/** Kotlin's parser, in the surroundings that it looks for. */
private val kotlinParser by lazy {
    val disposable = Disposer.newDisposable()
    val application = MockApplication(disposable)
    application.registerService(PsiBuilderFactory::class.java, PsiBuilderFactoryImpl())
    ApplicationManager.setApplication(application, disposable)
    KotlinLightParser
}

private val FUNCTIONS = setOf(
    KtNodeTypes.FUN,
    KtNodeTypes.SECONDARY_CONSTRUCTOR,
    KtNodeTypes.PROPERTY_ACCESSOR,
    KtNodeTypes.CLASS_INITIALIZER,
    KtNodeTypes.LAMBDA_EXPRESSION,
)

private val ABOVE_A_HEADER =
    setOf(
        KtTokens.DOC_COMMENT,
        KtTokens.BLOCK_COMMENT,
        KtTokens.EOL_COMMENT,
        KtTokens.WHITE_SPACE,
        KtNodeTypes.MODIFIER_LIST,
    )

private fun Tokens.all(node: LighterASTNode): List<LighterASTNode> = listOf(node) + children(node).flatMap { all(it) }

private fun Tokens.children(node: LighterASTNode): List<LighterASTNode> {
    val children = Ref<Array<LighterASTNode?>>()
    val count = getChildren(node, children)
    return if (count == 0) listOf() else children.get().take(count).filterNotNull()
}

private typealias Tokens = FlyweightCapableTreeStructure<LighterASTNode>

private fun String.linesBetween(start: Int, end: Int) = lineAt(start)..lineAt(end - 1)

private fun String.lineAt(offset: Int) = 1 + (0 until offset).count { this[it] == '\n' }
